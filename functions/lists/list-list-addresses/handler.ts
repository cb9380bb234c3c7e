import { serve } from '../../../shared/function/http.ts';
import { pageAcross, placeOf } from '../../../shared/table/shards.ts';
import { pagesOfAddresses } from '../list-address.ts';
import { findReadable } from '../list-share.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, query: { limit, cursor }, actor: { tenant } }) => {
  const { list, owner } = await findReadable(tenant, params.listId);
  const from = cursor === undefined ? undefined : placeOf(cursor);
  const pages = pagesOfAddresses(owner, list.id, from);
  return { status: 200, body: await pageAcross(pages, { from, limit, most: Number.POSITIVE_INFINITY }) };
});
