import { serve } from '../../../shared/function/http.ts';
import { changeSync, readSync, viewOf } from '../brevo-sync.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant }, locale, now }) => {
  const { sync, write } = await changeSync(tenant, await readSync(tenant), body, now);
  return { status: 200, body: viewOf(sync, locale), writes: [write] };
});
