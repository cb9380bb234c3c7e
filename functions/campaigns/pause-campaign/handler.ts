import { serve } from '../../../shared/function/http.ts';
import { findCampaign, viewOf } from '../campaign.ts';
import { paused } from '../campaign-work.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { campaignId }, actor: { tenant } }) => {
  const campaign = await findCampaign(tenant, campaignId);
  // Said twice, it is done once.
  if (campaign.status === 'paused') return { status: 200, body: viewOf(campaign) };
  const write = paused(tenant, campaign);
  return { status: 200, body: viewOf({ ...campaign, status: 'paused' }), writes: [write] };
});
