import { serve } from '../../../shared/function/http.ts';
import { campaigns, viewOf } from '../campaign.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { folderId, tag, ...page }, actor: { tenant }, now }) => {
  const where = tag === undefined ? {} : { where: (campaign: { tag?: string | undefined }) => campaign.tag === tag };
  const { items, ...more } = await campaigns.list(tenant, folderId ? { folder: folderId } : 'feed', {
    ...page,
    ...where,
    now,
  });
  return { status: 200, body: { items: items.map(viewOf), ...more } };
});
