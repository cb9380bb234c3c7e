import { serve } from '../../../shared/function/http.ts';
import { findReadable, readersOf } from '../list-share.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const { list, owner } = await findReadable(tenant, params.listId);
  if (owner !== tenant) return { status: 200, body: { ...list, sharedBy: owner } };
  return { status: 200, body: { ...list, sharedWith: await readersOf(tenant, list.id) } };
});
