import { consentFacts } from '../../../events/consent.ts';
import { emailKey } from '../../../shared/fields/email-address.ts';
import { serve } from '../../../shared/function/queue.ts';
import { addressNamed } from '../../consents/consent.ts';
import { audienceOf, mailings } from '../mailing.ts';
import { findRecipientByKey, noteUnsubscribe } from '../recipient.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, at, data }, now }) => {
  const { consentId, mailingId } = consentFacts.data.parse(data);
  const mailing = mailingId === undefined ? undefined : await mailings.get(tenant, { id: mailingId });
  if (!mailing) return [];
  const email = await addressNamed(tenant, consentId, now);
  const recipient = await findRecipientByKey(tenant, audienceOf(mailing), emailKey(email));
  return recipient ? noteUnsubscribe(tenant, recipient, at) : [];
});
