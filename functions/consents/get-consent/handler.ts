import { serve } from '../../../shared/function/http.ts';
import { addressNamed } from '../consent.ts';
import { loadAddressed, viewOf } from '../view-of-consent.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, now }) => {
  const email = await addressNamed(tenant, params.email, now);
  return { status: 200, body: viewOf(await loadAddressed(tenant, email), now) };
});
