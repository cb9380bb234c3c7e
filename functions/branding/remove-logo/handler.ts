import { serve } from '../../../shared/function/http.ts';
import { changeLogo, readBrand, viewOf } from '../brand.ts';
import contract from './contract.ts';

/** One that has none keeps none. */
export const handler = serve(contract, async ({ actor: { tenant }, now }) => {
  const before = await readBrand(tenant);
  if (!before?.logo) return { status: 200, body: viewOf(before) };
  const { brand, writes } = changeLogo(tenant, before, undefined, now);
  return { status: 200, body: viewOf(brand), writes };
});
