import { serve } from '../../../shared/function/http.ts';
import { deleteList, findList } from '../list.ts';
import { readersOf, unshare } from '../list-share.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, now }) => {
  const list = await findList(tenant, params.listId);
  const shares = (await readersOf(tenant, list.id)).flatMap((reader) => unshare(tenant, list.id, reader));
  return { status: 204, body: undefined, writes: [deleteList(tenant, list, now), ...shares] };
});
