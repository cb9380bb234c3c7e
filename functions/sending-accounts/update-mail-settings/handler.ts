import type * as z from 'zod';
import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { say } from '../../../shared/text.ts';
import { changeSettings, readSettings } from '../mail-settings.ts';
import { type mailSettingsInput, settingsView } from '../mail-settings-view.ts';
import { platformAddress } from '../platform-address.ts';
import { listSmtpAccounts, type SmtpAccount, smtpAccountOf } from '../smtp/smtp-account.ts';
import { SHOP } from '../smtp/smtp-account-fields.ts';
import { changeSmtpAccount, newSmtpAccount } from '../smtp/smtp-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant, userId }, locale, now }) => {
  const { mode, campaign } = body;
  const [before, known, accounts] = await Promise.all([
    readSettings(tenant),
    smtpAccountOf(tenant, SHOP, 'campaign'),
    listSmtpAccounts(tenant, now),
  ]);
  const sender = await campaignSender(tenant, known, campaign, now);
  const settings = { mode, campaignEnabled: campaign.enabled };
  const others = accounts.filter(({ purpose }) => purpose !== 'campaign');
  const shown = {
    settings,
    accounts: [...others, ...(sender.account ? [sender.account] : [])],
    userId,
    platformAddress: platformAddress().address,
    locale,
  };
  return {
    status: 200,
    body: await settingsView(tenant, shown),
    writes: [...changeSettings(tenant, before, settings, now), ...sender.writes],
  };
});

type Campaign = z.output<typeof mailSettingsInput>['campaign'];
type Sender = { account: SmtpAccount | undefined; writes: Write[] };

/** The SMTP account of campaigns as it is to be; as it is, when nothing of it was given or changes. @throws 422 */
async function campaignSender(
  tenant: Tenant,
  known: SmtpAccount | undefined,
  { provider, senderAddress, login, smtpKey }: Campaign,
  now: Date,
): Promise<Sender> {
  if (!provider || !senderAddress || !login) return { account: known, writes: [] };
  const given = { preset: provider, login, fromAddress: senderAddress };
  if (smtpKey === undefined && known?.preset !== provider) throw keyWanted();
  if (!known) {
    const input = { ...given, password: smtpKey ?? '', owner: SHOP, purpose: 'campaign' as const };
    const { account, writes } = await newSmtpAccount(tenant, input, now);
    // Made meanwhile by the same request sent twice: looked at again, not refused.
    return { account, writes: writes.map(({ otherwise: _, ...write }) => write) };
  }
  const same = known.login === login && known.fromAddress === senderAddress && smtpKey === undefined;
  if (same) return { account: known, writes: [] };
  const { preset, ...others } = given;
  const change = { ...others, ...(preset !== known.preset && { preset }), ...(smtpKey && { password: smtpKey }) };
  return changeSmtpAccount(tenant, known, change, now);
}

const keyWanted = () =>
  invalidField(
    '/campaign/smtpKey',
    say(
      'Donnez la clé SMTP de ce fournisseur : aucune n’est connue, ou celle qui l’est vient d’un autre.',
      'Give the SMTP key of this provider: none is known, or the known one is another provider’s.',
    ),
  );
