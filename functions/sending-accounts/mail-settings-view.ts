import * as z from 'zod';
import { anyScriptEmailAddress } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { users } from '../../shared/identity/user.ts';
import { type Locale, packed } from '../../shared/text.ts';
import { type MailSettings, MODES, transportOf } from './mail-settings.ts';
import type { SmtpAccount } from './smtp/smtp-account.ts';
import { SHOP, smtpLogin, smtpPasswordText } from './smtp/smtp-account-fields.ts';
import { smtpAccountView, viewOf } from './smtp/smtp-account-view.ts';

/** The services that campaigns may leave through. */
const provider = z.enum(['brevo', 'mailjet']);

const whole = packed(
  'Donnez fournisseur, adresse d’envoi et identifiant ensemble.',
  'Give provider, sender address and login together.',
);

/** What a caller sets. Without `smtpKey` the key is kept. */
export const mailSettingsInput = z.strictObject({
  mode: z.enum(MODES),
  campaign: z
    .strictObject({
      enabled: z.boolean(),
      provider: provider.optional(),
      senderAddress: anyScriptEmailAddress.optional(),
      login: smtpLogin.optional(),
      smtpKey: smtpPasswordText.optional(),
    })
    .superRefine(({ enabled, smtpKey, ...sender }, context) => {
      const fields = ['provider', 'senderAddress', 'login'] as const;
      const some = enabled || smtpKey !== undefined || fields.some((field) => sender[field] !== undefined);
      if (!some) return;
      for (const field of fields) {
        if (sender[field] === undefined) context.addIssue({ code: 'custom', path: [field], message: whole });
      }
    }),
});

export const mailSettingsView = z.object({
  mode: z.enum(MODES),
  campaign: z.object({
    enabled: z.boolean(),
    provider: provider.optional(),
    senderAddress: z.string().optional(),
    login: z.string().optional(),
    /** The SMTP account that stands behind it: what tests it. */
    smtpAccountId: z.string().optional(),
    lastTest: smtpAccountView.shape.lastTest,
  }),
  senders: z.array(
    z.object({
      for: z.string(),
      name: z.string().optional(),
      transport: z.enum(MODES),
      smtpAccountId: z.string().optional(),
      fromAddress: z.string(),
      because: z.string(),
      warning: z.string().optional(),
    }),
  ),
});

interface Shown {
  settings: Pick<MailSettings, 'mode' | 'campaignEnabled'>;
  accounts: readonly SmtpAccount[];
  /** The user who asks. */
  userId: string;
  platformAddress: string;
  locale: Locale;
}

/** The settings, and through what each sender's mail would leave: the shop, who asks, and each user with an account. */
export async function settingsView(
  tenant: Tenant,
  { settings, accounts, userId, platformAddress, locale }: Shown,
): Promise<z.input<typeof mailSettingsView>> {
  const campaign = accounts.find(({ purpose }) => purpose === 'campaign');
  const senders = new Set([userId, ...accounts.map(({ owner }) => owner).filter((owner) => owner !== SHOP)]);
  const named = await Promise.all(
    [...senders].map(async (id) => [id, (await users.get(tenant, { accountId: tenant, id }))?.firstName] as const),
  );
  const sender = (owner: string, name: string | undefined) => {
    const { account, because, warning } = transportOf(settings, accounts, owner === SHOP ? undefined : owner);
    return {
      for: owner,
      name,
      transport: account ? ('smtp' as const) : ('platform' as const),
      smtpAccountId: account?.id,
      fromAddress: account?.fromAddress ?? platformAddress,
      because: because[locale],
      warning: warning?.[locale],
    };
  };
  return {
    mode: settings.mode,
    campaign: {
      enabled: settings.campaignEnabled,
      ...(campaign && {
        provider: provider.safeParse(campaign.preset).data,
        senderAddress: campaign.fromAddress,
        login: campaign.login,
        smtpAccountId: campaign.id,
        lastTest: viewOf(campaign, locale).lastTest,
      }),
    },
    senders: [sender(SHOP, undefined), ...named.map(([id, name]) => sender(id, name))],
  };
}
