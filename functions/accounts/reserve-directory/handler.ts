import { serve } from '../../../shared/function/http.ts';
import { businessOf, viewOf } from '../business.ts';
import { reserve } from '../directory.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant } }) => {
  const before = await businessOf(tenant);
  const { address, writes } = reserve(tenant, before.address, body);
  return { status: 200, body: viewOf({ ...before, address }), writes };
});
