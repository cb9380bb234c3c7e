import { serve } from '../../../shared/function/http.ts';
import { findList } from '../list.ts';
import { findImport, viewOf } from '../list-import.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, locale }) => {
  const { id } = await findList(tenant, params.listId);
  return { status: 200, body: viewOf(await findImport(tenant, id, params.importId), locale) };
});
