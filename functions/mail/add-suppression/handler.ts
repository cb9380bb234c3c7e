import { serve } from '../../../shared/function/http.ts';
import { suppression } from '../suppression.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor, now }) => {
  const { suppression: inForce, writes } = await suppression({ ...body, tenant: actor.tenant, source: 'api', now });
  return { status: writes.length ? 201 : 200, body: inForce, writes };
});
