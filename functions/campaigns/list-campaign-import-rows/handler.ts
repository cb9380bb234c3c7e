import { serve } from '../../../shared/function/http.ts';
import { findCampaign } from '../campaign.ts';
import { findImport } from '../campaign-import.ts';
import { readRows } from '../import-chunks.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, query: { cursor = 1 }, actor: { tenant } }) => {
  const { id } = await findCampaign(tenant, params.campaignId);
  const doing = await findImport(tenant, id, params.importId);
  if (cursor > doing.chunks.length) return { status: 200, body: { items: [] } };
  const items = await readRows(tenant, doing, cursor);
  return { status: 200, body: { items, ...(cursor < doing.chunks.length && { nextCursor: String(cursor + 1) }) } };
});
