import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { PLATFORM } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say, type Text } from '../../shared/text.ts';
import { type SmtpAccount, smtpAccountIdOf, smtpAccounts } from './smtp/smtp-account.ts';
import { SHOP } from './smtp/smtp-account-fields.ts';
import { adviceText } from './smtp/smtp-advice.ts';

/** Through Guichet itself, or through the SMTP accounts of the shop and its users. */
export const MODES = ['platform', 'smtp'] as const;

/** How an account sends. The SMTP accounts have rows of their own. */
const mailSettings = entity({
  name: 'mail-settings',
  partition: 'of',
  schema: z.object({
    of: z.literal(SHOP),
    mode: z.enum(MODES),
    campaignEnabled: z.boolean(),
    updatedAt: z.string(),
    version: z.number().int(),
  }),
});
export type MailSettings = z.infer<(typeof mailSettings)['schema']>;
type Choices = Pick<MailSettings, 'mode' | 'campaignEnabled'>;

const AT_FIRST = { of: SHOP, mode: 'platform', campaignEnabled: false } as const;

/** An account's choices; those it begins with when it has made none. */
export const readSettings = async (tenant: Tenant): Promise<Choices & { version?: number }> =>
  (await mailSettings.get(tenant, { of: SHOP })) ?? AT_FIRST;

/** The write that keeps an account's choices, if they are others than before. */
export function changeSettings(
  tenant: Tenant,
  before: Choices & { version?: number },
  { mode, campaignEnabled }: Choices,
  now: Date,
): Write[] {
  const { version = 0 } = before;
  if (version && before.mode === mode && before.campaignEnabled === campaignEnabled) return [];
  const item = { of: SHOP, mode, campaignEnabled, updatedAt: now.toISOString(), version: version + 1 } as const;
  return [mailSettings.put(tenant, item, { when: version ? { equals: { version } } : { absent: true } })];
}

/** Through what a mail leaves, and why. */
export interface Sender {
  /** None: the platform. */
  account?: SmtpAccount;
  because: Text;
  /** What is known to be wrong with it. */
  warning?: Text;
}

/**
 * The one decision of which way a mail takes: for a user (the shop's own mails when none is given), in a mode, among
 * the SMTP accounts of the tenant. Shown to the user before sending, and asked again when a mail leaves.
 */
export function transportOf(
  { mode }: Pick<MailSettings, 'mode'>,
  accounts: readonly SmtpAccount[],
  userId?: string,
): Sender {
  if (mode === 'platform') {
    return { because: say('Vos réglages confient l’envoi à Guichet.', 'Your settings leave sending to Guichet.') };
  }
  const of = (owner: string | undefined) =>
    accounts.find((account) => account.owner === owner && account.purpose === 'transactional');
  const own = of(userId);
  if (own) return through(own, say('Cet utilisateur a son compte SMTP.', 'This user has an SMTP account.'));
  const shop = of(SHOP);
  if (shop) {
    return through(
      shop,
      userId
        ? say(
            'Cet utilisateur n’a pas de compte SMTP : celui du magasin sert à sa place.',
            'This user has no SMTP account: the shop’s is used instead.',
          )
        : say('Le magasin a son compte SMTP.', 'The shop has an SMTP account.'),
    );
  }
  return {
    because: say(
      'L’envoi par SMTP est choisi, mais ni l’utilisateur ni le magasin n’ont de compte SMTP : Guichet envoie à leur place.',
      'Sending by SMTP is chosen, but neither the user nor the shop has an SMTP account: Guichet sends instead.',
    ),
  };
}

function through(account: SmtpAccount, because: Text): Sender {
  const { lastTest } = account;
  if (!lastTest || lastTest.ok) return { account, because };
  const advice = lastTest.advice && adviceText(lastTest.advice, account);
  const warning = say(
    `Le dernier essai de ce compte a échoué. ${advice ? advice.fr : 'Essayez-le de nouveau.'}`,
    `The last test of this account failed. ${advice ? advice.en : 'Test it again.'}`,
  );
  return { account, because, warning };
}

/** Whether any mail leaves through an account of this purpose, as the settings are. */
export const isChosen = ({ mode, campaignEnabled }: Choices, { purpose }: Pick<SmtpAccount, 'purpose'>): boolean =>
  purpose === 'campaign' ? campaignEnabled : mode === 'smtp';

/** The way that a user's mail takes now; a mail of no account leaves by the platform. */
export async function senderOf(tenant: Tenant, userId: string | undefined): Promise<Sender> {
  if (tenant === PLATFORM) return transportOf(AT_FIRST, []);
  // Asked for together with the settings, which seldom say that they are not needed: a round trip less.
  const owners = [...(userId ? [userId] : []), SHOP];
  const [settings, ...found] = await Promise.all([
    readSettings(tenant),
    ...owners.map((owner) => smtpAccountIdOf(tenant, owner, 'transactional')),
  ]);
  const ids = settings.mode === 'platform' ? [] : found.flatMap((id) => id ?? []);
  const accounts = await Promise.all(ids.map((id) => smtpAccounts.get(tenant, { id })));
  return transportOf(
    settings,
    accounts.flatMap((account) => account ?? []),
    userId,
  );
}

/** The way that was chosen for a mail, whatever the settings: the platform, or this account; undefined when it is gone. */
export async function senderNamed(tenant: Tenant, way: string): Promise<Sender | undefined> {
  const because = say('Cette voie a été choisie pour cet e-mail.', 'This way was chosen for this email.');
  if (way === PLATFORM) return { because };
  const account = await smtpAccounts.get(tenant, { id: way });
  return account && through(account, because);
}
