import { serve } from '../../../shared/function/http.ts';
import { templates } from '../template.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { folderId, ...page }, actor: { tenant }, now }) => ({
  status: 200,
  body: await templates.list(tenant, folderId ? { folder: folderId } : 'feed', { ...page, now }),
}));
