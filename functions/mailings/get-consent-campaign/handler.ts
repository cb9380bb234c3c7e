import { serve } from '../../../shared/function/http.ts';
import { findCampaign } from '../consent-campaign.ts';
import { findMailing } from '../mailing.ts';
import { viewOfCampaign } from '../view-of-campaign.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant } }) => ({
  status: 200,
  body: viewOfCampaign(await findCampaign(tenant, await findMailing(tenant, mailingId))),
}));
