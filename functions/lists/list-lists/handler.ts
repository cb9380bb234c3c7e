import { serve } from '../../../shared/function/http.ts';
import { lists } from '../list.ts';
import { listsSharedWith } from '../list-share.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { shared, ...query }, actor: { tenant }, now }) => ({
  status: 200,
  body:
    shared === 'true'
      ? await listsSharedWith(tenant, { ...query, now })
      : await lists.list(tenant, 'feed', { ...query, now, where: ({ status }) => status === 'open' }),
}));
