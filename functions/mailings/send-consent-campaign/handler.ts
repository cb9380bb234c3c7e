import { serve } from '../../../shared/function/http.ts';
import { findMember } from '../../accounts/account.ts';
import { findCampaign, sendCampaign } from '../consent-campaign.ts';
import { findMailing } from '../mailing.ts';
import { viewOfCampaign } from '../view-of-campaign.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor, client, now }) => {
  const { tenant, userId, keyId } = actor;
  const [mailing, member] = await Promise.all([findMailing(tenant, mailingId), findMember(tenant, userId)]);
  const by = { asker: { userId, ...member }, keyId, client };
  const { campaign, write } = sendCampaign(tenant, await findCampaign(tenant, mailing), by, now);
  return { status: 202, body: viewOfCampaign(campaign), writes: [write] };
});
