import { serve } from '../../../shared/function/http.ts';
import { changeFolder, findFolder } from '../folder.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { folderId }, body, actor: { tenant }, now }) => {
  const { folder, write } = changeFolder(tenant, await findFolder(tenant, folderId), body, now);
  return { status: 200, body: folder, writes: [write] };
});
