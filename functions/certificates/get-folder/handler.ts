import { serve } from '../../../shared/function/http.ts';
import { findFolder } from '../folder.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { folderId }, actor: { tenant } }) => ({
  status: 200,
  body: await findFolder(tenant, folderId),
}));
