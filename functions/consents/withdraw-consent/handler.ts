import { serve } from '../../../shared/function/http.ts';
import { say } from '../../../shared/text.ts';
import { findMember } from '../../accounts/account.ts';
import { withdraw } from '../answering.ts';
import { businessName } from '../asker.ts';
import { addressNamed } from '../consent.ts';
import { consentStates } from '../consent-states.ts';
import { loadAddressed, viewOf } from '../view-of-consent.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor, client, now }) => {
  const { tenant, userId, keyId } = actor;
  const addressed = await loadAddressed(tenant, await addressNamed(tenant, params.email, now));
  const status = addressed.consent?.status ?? 'not-solicited';
  if (!addressed.consent || !consentStates.may('withdraw', { status }))
    throw consentStates.refusal({ status }, 'nothing-to-withdraw', NOTHING);
  const business = businessName(await findMember(tenant, userId));
  const withdrawal = { userId, keyId, client, business, reason: body.reason };
  const { consent, writes } = withdraw(tenant, addressed.consent, withdrawal, now);
  return { status: 200, body: viewOf({ ...addressed, consent }, now), writes };
});

const NOTHING = say('Il n’y a rien à retirer.', 'There is nothing to withdraw.');
