import { serve } from '../../../shared/function/http.ts';
import { readSignatureSettings } from '../signature-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant } }) => ({
  status: 200,
  body: await readSignatureSettings(tenant),
}));
