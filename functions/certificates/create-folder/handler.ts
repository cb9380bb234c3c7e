import { serve } from '../../../shared/function/http.ts';
import { newFolder } from '../folder.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant }, now }) => {
  const { folder, write } = newFolder(tenant, body, now);
  return { status: 201, body: folder, headers: { location: `/v1/folders/${folder.id}` }, writes: [write] };
});
