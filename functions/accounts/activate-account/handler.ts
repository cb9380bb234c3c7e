import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import { activate } from '../registration.ts';
import contract from './contract.ts';
import { ActivatedPage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, locale, wantsJson, now }) => {
  const { accountId, apiKey, writes } = await activate(token, locale, now);
  if (wantsJson) return { json: { accountId, apiKey }, writes };
  return { page: ActivatedPage({ locale, accountId, apiKey, apiUrl: config.apiUrl() }), writes };
});
