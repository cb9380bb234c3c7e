import { serve } from '../../../shared/function/http.ts';
import { say } from '../../../shared/text.ts';
import { prepare } from '../consent-campaign.ts';
import { findMailing } from '../mailing.ts';
import { mailingStates } from '../mailing-states.ts';
import { viewOfCampaign } from '../view-of-campaign.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, body, actor: { tenant }, now }) => {
  const mailing = await findMailing(tenant, mailingId);
  if (!mailing.frozenAt) throw mailingStates.refusal(mailing, 'wrong-state', NO_AUDIENCE);
  const { campaign, write } = await prepare(tenant, mailing, body, now);
  return {
    status: 202,
    body: viewOfCampaign(campaign),
    headers: { location: `/v1/mailings/${mailingId}/consent-campaign` },
    writes: [write],
  };
});

const NO_AUDIENCE = say(
  'Son audience n’est pas encore établie : attendez qu’il soit prêt.',
  'Its audience is not found yet: wait until it is ready.',
);
