import { serve } from '../../../shared/function/http.ts';
import { changePaymentSettings, readPaymentSettings, viewOf } from '../payment-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant }, now }) => {
  const { settings, writes } = await changePaymentSettings(tenant, await readPaymentSettings(tenant), body, now);
  return { status: 200, body: viewOf(settings), writes };
});
