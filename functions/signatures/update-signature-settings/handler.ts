import { serve } from '../../../shared/function/http.ts';
import { keepSignatureSettings } from '../signature-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant } }) => ({
  status: 200,
  body,
  writes: [keepSignatureSettings(tenant, body)],
}));
