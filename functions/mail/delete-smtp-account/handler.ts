import { serve } from '../../../shared/function/http.ts';
import { findSmtpAccount } from '../smtp/smtp-account.ts';
import { forgetSmtpAccount } from '../smtp/smtp-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => {
  const account = await findSmtpAccount(actor.tenant, params.smtpAccountId);
  return { status: 204, body: undefined, writes: forgetSmtpAccount(actor.tenant, account) };
});
