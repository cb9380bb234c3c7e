import { serve } from '../../../shared/function/http.ts';
import { change, readBrand, viewOf } from '../brand.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant } }) => {
  const { brand, writes } = change(tenant, await readBrand(tenant), body);
  return { status: 200, body: viewOf(brand), writes };
});
