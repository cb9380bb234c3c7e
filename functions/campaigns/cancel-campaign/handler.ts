import { serve } from '../../../shared/function/http.ts';
import { findCampaign, viewOf } from '../campaign.ts';
import { cancelled } from '../campaign-work.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { campaignId }, actor: { tenant }, now }) => {
  const campaign = await findCampaign(tenant, campaignId);
  // Said twice, it is done once.
  if (campaign.status === 'cancelled') return { status: 200, body: viewOf(campaign) };
  const write = cancelled(tenant, campaign, now);
  return { status: 200, body: viewOf({ ...campaign, status: 'cancelled' }), writes: [write] };
});
