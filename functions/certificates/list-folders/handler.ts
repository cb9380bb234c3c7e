import { serve } from '../../../shared/function/http.ts';
import { folders } from '../folder.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query, actor: { tenant }, now }) => ({
  status: 200,
  body: await folders.list(tenant, 'feed', { ...query, now }),
}));
