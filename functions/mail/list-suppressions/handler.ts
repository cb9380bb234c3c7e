import { serve } from '../../../shared/function/http.ts';
import { suppressions } from '../suppression.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { address, limit, cursor }, actor, now }) => ({
  status: 200,
  body:
    address === undefined
      ? await suppressions.list(actor.tenant, 'feed', { now, limit, cursor, where: ({ lifted }) => !lifted })
      : await suppressions.list(actor.tenant, { address }, { now, limit, cursor }),
}));
