import { serve } from '../../../shared/function/http.ts';
import { findList } from '../list.ts';
import { readersOf, unshare } from '../list-share.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const { id } = await findList(tenant, params.listId);
  const account = (await readersOf(tenant, id)).find((reader) => reader === params.accountId);
  return { status: 204, body: undefined, writes: account ? unshare(tenant, id, account) : [] };
});
