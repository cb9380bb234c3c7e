import { serve } from '../../../shared/function/http.ts';
import { readPaymentSettings, viewOf } from '../payment-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant } }) => ({
  status: 200,
  body: viewOf(await readPaymentSettings(tenant)),
}));
