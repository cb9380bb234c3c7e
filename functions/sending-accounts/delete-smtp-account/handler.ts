import { serve } from '../../../shared/function/http.ts';
import { changeSettings, readSettings } from '../mail-settings.ts';
import { findSmtpAccount } from '../smtp/smtp-account.ts';
import { forgetSmtpAccount } from '../smtp/smtp-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, now }) => {
  const [account, settings] = await Promise.all([findSmtpAccount(tenant, params.smtpAccountId), readSettings(tenant)]);
  const writes = forgetSmtpAccount(tenant, account);
  if (account.purpose !== 'campaign' || !settings.campaignEnabled) return { status: 204, body: undefined, writes };
  // Campaigns have no other way out.
  const off = changeSettings(tenant, settings, { ...settings, campaignEnabled: false }, now);
  return { status: 204, body: undefined, writes: [...writes, ...off] };
});
