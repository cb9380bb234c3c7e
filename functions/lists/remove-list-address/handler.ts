import { serve } from '../../../shared/function/http.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findList, grow } from '../list.ts';
import { getAddresses, removeAddress } from '../list-address.ts';
import { readAddress } from '../read-address.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const list = await findList(tenant, params.listId);
  const read = readAddress(params.email);
  const [found] = 'key' in read ? await getAddresses(tenant, list.id, [read.key]) : [];
  if (!found) throw notFound(say('Cette adresse n’est pas dans la liste.', 'This address is not in the list.'));
  return { status: 204, body: undefined, writes: [grow(tenant, list, -1, []), removeAddress(tenant, found)] };
});
