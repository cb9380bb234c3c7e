import { serve } from '../../../shared/function/http.ts';
import { mailCounts } from '../../certificates/mail-counts.ts';
import { findCampaign, viewOf } from '../campaign.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { campaignId }, actor: { tenant } }) => ({
  status: 200,
  body: { ...viewOf(await findCampaign(tenant, campaignId)), mails: await mailCounts(tenant, campaignId) },
}));
