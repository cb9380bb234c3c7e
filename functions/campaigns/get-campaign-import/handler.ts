import { serve } from '../../../shared/function/http.ts';
import { findCampaign } from '../campaign.ts';
import { findImport, viewOf } from '../campaign-import.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, locale }) => {
  const { id } = await findCampaign(tenant, params.campaignId);
  return { status: 200, body: viewOf(await findImport(tenant, id, params.importId), locale) };
});
