import { serve } from '../../../shared/function/http.ts';
import { readSync, viewOf } from '../brevo-sync.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant }, locale }) => ({
  status: 200,
  body: viewOf(await readSync(tenant), locale),
}));
