import { serve } from '../../../shared/function/http.ts';
import { businessOf, tellBusiness, viewOf } from '../business.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant } }) => {
  const before = await businessOf(tenant);
  const { business, write } = tellBusiness(tenant, before.business, body);
  return { status: 200, body: viewOf({ ...before, business }), writes: [write] };
});
