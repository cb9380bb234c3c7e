import { serve } from '../../../shared/function/http.ts';
import { findCampaign, viewOf } from '../campaign.ts';
import { resumed } from '../campaign-work.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { campaignId }, actor: { tenant }, now }) => {
  const campaign = await findCampaign(tenant, campaignId);
  // Said twice, it is done once.
  if (campaign.status === 'issuing') return { status: 202, body: viewOf(campaign) };
  const write = resumed(tenant, campaign, now);
  return { status: 202, body: viewOf({ ...campaign, status: 'issuing' }), writes: [write] };
});
