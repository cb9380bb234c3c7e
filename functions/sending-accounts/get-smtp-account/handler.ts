import { serve } from '../../../shared/function/http.ts';
import { findSmtpAccount } from '../smtp/smtp-account.ts';
import { viewOf } from '../smtp/smtp-account-view.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor, locale }) => ({
  status: 200,
  body: viewOf(await findSmtpAccount(actor.tenant, params.smtpAccountId), locale),
}));
