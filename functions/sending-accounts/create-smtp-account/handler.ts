import { serve } from '../../../shared/function/http.ts';
import { viewOf } from '../smtp/smtp-account-view.ts';
import { newSmtpAccount } from '../smtp/smtp-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor, locale, now }) => {
  const { account, writes } = await newSmtpAccount(actor.tenant, body, now);
  return {
    status: 201,
    body: viewOf(account, locale),
    headers: { location: `/v1/smtp-accounts/${account.id}` },
    writes,
  };
});
