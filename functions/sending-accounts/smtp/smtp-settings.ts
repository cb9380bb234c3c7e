import type * as z from 'zod';
import { config } from '../../../shared/config.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { users } from '../../../shared/identity/user.ts';
import { newId } from '../../../shared/ids.ts';
import { encryptSecret } from '../../../shared/keys/secret-box.ts';
import { conflict, type FieldError, invalid, invalidField } from '../../../shared/problem/problem.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { say } from '../../../shared/text.ts';
import { type SmtpAccount, smtpAccounts, smtpBinding, smtpSenders } from './smtp-account.ts';
import { isInGroups, SHOP, SMTP_PORTS, withoutSpaces } from './smtp-account-fields.ts';
import type { smtpAccountChange, smtpAccountInput } from './smtp-account-input.ts';
import { presetOf, providerOf } from './smtp-presets.ts';

type Input = z.output<typeof smtpAccountInput>;
type Change = z.output<typeof smtpAccountChange>;

type Server = Pick<SmtpAccount, 'host' | 'port' | 'security'>;
type Typed = { [F in keyof Server]?: Server[F] | undefined } & { preset?: string | undefined };

const missing = (pointer: string): FieldError => ({
  pointer,
  detail: say(
    'Donnez le serveur et son port, ou choisissez un fournisseur qui les remplit.',
    'Give the server and its port, or choose a provider that fills them in.',
  ),
});

/** What was typed, over what the preset fills in. @throws 422 */
function serverOf({ preset, ...typed }: Typed): Server {
  const filled = presetOf(preset);
  const host = typed.host ?? filled?.host;
  const port = typed.port ?? filled?.port;
  const lacking = [...(host ? [] : ['/host']), ...(port ? [] : ['/port'])];
  if (!host || !port) throw invalid(lacking.map(missing));
  mustBeForSending(port);
  const usual = port === filled?.port ? filled.security : port === 465 ? 'tls' : 'starttls';
  return { host, port, security: typed.security ?? usual };
}

function mustBeForSending(port: number): void {
  // What the embedded cloud lets through is the guard's to judge, with its host.
  if (SMTP_PORTS.some((known) => known === port) || config.outsideAllow().some((to) => to.endsWith(`:${port}`))) return;
  throw invalidField(
    '/port',
    say(
      'Ce port n’est pas un port d’envoi. Choisissez 465 (TLS), 587 ou 2525 (STARTTLS).',
      'This is not a port for sending. Choose 465 (TLS), 587 or 2525 (STARTTLS).',
    ),
  );
}

/** Application passwords and keys are shown in groups but have no spaces; a phrase of the mailbox's own may hold some. */
function passwordFor(typed: string, account: { preset?: string | undefined; host: string }): string {
  const kind = providerOf(account)?.password;
  const hasNone = kind === 'app-password' || kind === 'smtp-key' || isInGroups(typed);
  return hasNone ? withoutSpaces(typed) : typed;
}

async function mustBeOwner(
  tenant: Tenant,
  { owner, purpose, preset }: Pick<SmtpAccount, 'owner' | 'purpose' | 'preset'>,
): Promise<void> {
  if (purpose === 'campaign' && !(owner === SHOP && presetOf(preset)?.campaign)) {
    throw invalidField(
      owner === SHOP ? '/preset' : '/owner',
      say(
        'Les campagnes partent au nom du magasin, par Brevo ou Mailjet.',
        'Campaigns leave in the name of the shop, through Brevo or Mailjet.',
      ),
    );
  }
  if (owner === SHOP || (await users.get(tenant, { accountId: tenant, id: owner }))) return;
  throw invalidField(
    '/owner',
    say(
      'Donnez « shop » ou l’identifiant d’un utilisateur du compte.',
      'Give “shop” or the id of a user of the account.',
    ),
  );
}

const taken = () =>
  conflict(
    'smtp-account-exists',
    say(
      'Il y a déjà un compte SMTP pour cet expéditeur : modifiez-le, ou supprimez-le d’abord.',
      'There already is an SMTP account for this sender: change it, or delete it first.',
    ),
  );

/** A new account and the writes that make it. @throws 422, 409 when the owner has one already */
export async function newSmtpAccount(tenant: Tenant, input: Input, now: Date) {
  await mustBeOwner(tenant, input);
  const { owner, purpose, preset, login, password, fromAddress, fromName } = input;
  const server = serverOf(input);
  const id = newId('smtp', now);
  const at = now.toISOString();
  const account: SmtpAccount = {
    id,
    owner,
    purpose,
    preset,
    ...server,
    login,
    encryptedPassword: await encryptSecret(passwordFor(password, { preset, ...server }), smtpBinding(tenant, id)),
    fromAddress,
    fromName,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
  const writes: Write[] = [
    smtpSenders.put(tenant, { owner, purpose, smtpAccountId: id }, { otherwise: taken }),
    smtpAccounts.put(tenant, account),
  ];
  return { account, writes };
}

/**
 * The account with a change applied, and the write that changes it. The last test goes with what it tested. A password
 * is never sent to a server that it was not typed for: another host asks for it again. @throws 422
 */
export async function changeSmtpAccount(tenant: Tenant, account: SmtpAccount, change: Change, now: Date) {
  const { password, host, port, security, login = account.login, fromAddress = account.fromAddress } = change;
  const { preset = host ? null : account.preset, fromName = account.fromName } = change;
  const before = change.preset ? {} : { host: account.host, port: account.port };
  const server = serverOf({
    preset: preset ?? undefined,
    host: host ?? before.host,
    port: port ?? before.port,
    // Another port is usually another security.
    security: security ?? (change.preset || port ? undefined : account.security),
  });
  if (server.host !== account.host && password === undefined) throw retype();
  const changed: SmtpAccount = {
    ...account,
    ...server,
    preset: preset ?? undefined,
    login,
    fromAddress,
    fromName: fromName ?? undefined,
    updatedAt: now.toISOString(),
    version: account.version + 1,
  };
  if (account.purpose === 'campaign') await mustBeOwner(tenant, changed);
  if (password !== undefined) {
    changed.encryptedPassword = await encryptSecret(passwordFor(password, changed), smtpBinding(tenant, account.id));
  }
  const tested = ['host', 'port', 'security', 'login', 'encryptedPassword', 'fromAddress'] as const;
  if (tested.some((field) => changed[field] !== account[field])) delete changed.lastTest;
  const writes: Write[] = [smtpAccounts.put(tenant, changed, { when: { equals: { version: account.version } } })];
  return { account: changed, writes };
}

const retype = () =>
  invalidField(
    '/password',
    say(
      'Retapez le mot de passe : l’ancien n’est pas envoyé à un autre serveur.',
      'Type the password again: the old one is not sent to another server.',
    ),
  );

/** The writes that forget an account and its password. */
export const forgetSmtpAccount = (tenant: Tenant, { id, owner, purpose }: SmtpAccount): Write[] => [
  smtpAccounts.delete(tenant, { id }),
  smtpSenders.delete(tenant, { owner, purpose }, { when: { equals: { smtpAccountId: id } } }),
];
