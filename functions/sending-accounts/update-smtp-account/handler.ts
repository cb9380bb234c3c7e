import { serve } from '../../../shared/function/http.ts';
import { findSmtpAccount } from '../smtp/smtp-account.ts';
import { viewOf } from '../smtp/smtp-account-view.ts';
import { changeSmtpAccount } from '../smtp/smtp-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor, locale, now }) => {
  const before = await findSmtpAccount(actor.tenant, params.smtpAccountId);
  const { account, writes } = await changeSmtpAccount(actor.tenant, before, body, now);
  return { status: 200, body: viewOf(account, locale), writes };
});
