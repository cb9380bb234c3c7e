import { serve } from '../../../shared/function/http.ts';
import { findCampaign, grown, mustBeDraft } from '../campaign.ts';
import { findRecipient, removeRecipient } from '../recipient.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const campaign = await findCampaign(tenant, params.campaignId);
  mustBeDraft(campaign);
  const recipient = await findRecipient(tenant, campaign.id, params.recipientId);
  return {
    status: 204,
    body: undefined,
    writes: [removeRecipient(tenant, recipient), grown(tenant, campaign, -1, 0)],
  };
});
