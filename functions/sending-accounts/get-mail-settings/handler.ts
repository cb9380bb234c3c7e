import { serve } from '../../../shared/function/http.ts';
import { readSettings } from '../mail-settings.ts';
import { settingsView } from '../mail-settings-view.ts';
import { platformAddress } from '../platform-address.ts';
import { listSmtpAccounts } from '../smtp/smtp-account.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant, userId }, locale, now }) => {
  const [settings, accounts] = await Promise.all([readSettings(tenant), listSmtpAccounts(tenant, now)]);
  const shown = { settings, accounts, userId, platformAddress: platformAddress().address, locale };
  return { status: 200, body: await settingsView(tenant, shown) };
});
