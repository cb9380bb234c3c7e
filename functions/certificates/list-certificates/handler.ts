import { serve } from '../../../shared/function/http.ts';
import { type Certificate, certificates, viewOf } from '../certificate.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { campaignId, status, ...page }, actor: { tenant }, now }) => {
  const where = status === undefined ? {} : { where: (each: Certificate) => each.status === status };
  const { items, ...more } = await certificates.list(tenant, campaignId ? { campaign: campaignId } : 'feed', {
    ...page,
    ...where,
    now,
  });
  return { status: 200, body: { items: items.map(viewOf), ...more } };
});
