import * as z from 'zod';
import { about, idOf } from '../../shared/fields/about.ts';
import { anyScriptEmailAddress } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { users } from '../../shared/identity/user.ts';
import { type Locale, packed } from '../../shared/text.ts';
import { type MailSettings, MODES, transportOf } from './mail-settings.ts';
import type { SmtpAccount } from './smtp/smtp-account.ts';
import { SHOP, smtpLogin, smtpPasswordText } from './smtp/smtp-account-fields.ts';
import { smtpAccountView, viewOf } from './smtp/smtp-account-view.ts';

/** The services that campaigns may leave through. */
const provider = z.enum(['brevo', 'mailjet']).meta(about('Le service des campagnes.', 'The service of campaigns.'));

const whole = packed(
  'Donnez fournisseur, adresse d’envoi et identifiant ensemble.',
  'Give provider, sender address and login together.',
);

/** What a caller sets. Without `smtpKey` the key is kept. */
export const mailSettingsInput = z.strictObject({
  mode: z
    .enum(MODES)
    .meta(about('Par Guichet, ou par vos comptes SMTP.', 'Through Guichet, or through your SMTP accounts.')),
  campaign: z
    .strictObject({
      enabled: z.boolean().meta(about('Si des campagnes peuvent partir.', 'Whether campaigns may leave.')),
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
    })
    .meta(about('L’expéditeur des campagnes.', 'The sender of campaigns.', { enabled: false })),
});

export const mailSettingsView = z
  .object({
    mode: z
      .enum(MODES)
      .meta(about('Par Guichet, ou par vos comptes SMTP.', 'Through Guichet, or through your SMTP accounts.')),
    campaign: z
      .object({
        enabled: z.boolean().meta(about('Si des campagnes peuvent partir.', 'Whether campaigns may leave.')),
        provider: provider.optional(),
        senderAddress: z.string().optional().meta(about('L’adresse d’envoi.', 'The sending address.')),
        login: z.string().optional().meta(about('L’identifiant SMTP.', 'The SMTP login.')),
        /** The SMTP account that stands behind it: what tests it. */
        smtpAccountId: idOf('smtp', 'Le compte SMTP.', 'The SMTP account.').optional(),
        lastTest: smtpAccountView.shape.lastTest,
      })
      .meta(about('L’expéditeur des campagnes.', 'The sender of campaigns.')),
    senders: z
      .array(
        z.object({
          for: z.string().meta(about('`shop`, ou un utilisateur.', '`shop`, or a user.', 'shop')),
          name: z
            .string()
            .optional()
            .meta(about('Son prénom.', 'Their first name.', 'Anne')),
          transport: z.enum(MODES).meta(about('Par où part son e-mail.', 'Which way their email leaves.')),
          smtpAccountId: idOf('smtp', 'Le compte SMTP.', 'The SMTP account.').optional(),
          fromAddress: z.string().meta(about('De quelle adresse.', 'From which address.')),
          because: z.string().meta(about('Pourquoi, dans votre langue.', 'Why, in your language.')),
          warning: z
            .string()
            .optional()
            .meta(about('Ce qui n’ira pas, dans votre langue.', 'What will go wrong, in your language.')),
        }),
      )
      .meta(about('Par où partirait l’e-mail de chacun.', 'Which way the email of each would leave.')),
  })
  .meta({ id: 'MailSettings' });

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
