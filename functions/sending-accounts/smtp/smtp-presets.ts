import { say, type Text } from '../../../shared/text.ts';

/** The whole address, what stands before its @, an API key, or what the provider gives beside the account. */
export const LOGIN_FORMS = ['address', 'local-part', 'api-key', 'given'] as const;

/** What a provider's server wants, as far as it is known: data that fills a form and words an advice. */
export interface SmtpPreset {
  id: string;
  /** The provider's own name, the same in every language. */
  name: string;
  /** Absent when it has to be asked. */
  host?: string;
  port?: 465 | 587 | 2525;
  /** `tls` from the first byte, or `starttls` before anything is said. */
  security: 'tls' | 'starttls';
  loginForm: (typeof LOGIN_FORMS)[number];
  /** What the password is: of the account, made for one program, an SMTP key; or refused altogether. */
  password: 'account' | 'app-password' | 'oauth-only' | 'smtp-key';
  /** How sure we are of host and port. */
  confidence: 'high' | 'low' | 'unknown';
  hint: Text;
  /** Where an application password or a key is made. */
  appPasswordUrl?: string;
  /** May send campaigns. */
  campaign?: true;
}

type Kind = Pick<SmtpPreset, 'loginForm' | 'password' | 'hint'>;

const USUAL: Kind = {
  loginForm: 'address',
  password: 'account',
  hint: say(
    'L’identifiant est votre adresse entière, le mot de passe celui de votre boîte.',
    'The login is your whole address, the password that of your mailbox.',
  ),
};

const BEFORE_AT: Kind = {
  loginForm: 'local-part',
  password: 'account',
  hint: say(
    'L’identifiant est ce qui précède le @ de votre adresse, le mot de passe celui de votre boîte.',
    'The login is what stands before the @ of your address, the password that of your mailbox.',
  ),
};

const MICROSOFT: Kind = {
  loginForm: 'address',
  password: 'oauth-only',
  hint: say(
    'Microsoft n’accepte plus les mots de passe en SMTP, mots de passe d’application compris : choisissez plutôt l’envoi par Guichet, ou un autre fournisseur.',
    'Microsoft no longer takes passwords over SMTP, application passwords included: choose sending by Guichet instead, or another provider.',
  ),
};

const MICROSOFT_365: Kind = {
  ...MICROSOFT,
  hint: say(
    'Microsoft 365 n’accepte plus, sauf exception, les mots de passe en SMTP : seul votre administrateur peut encore activer « SMTP authentifié » pour la boîte. Sinon, choisissez l’envoi par Guichet.',
    'Microsoft 365 no longer takes passwords over SMTP, with few exceptions: only your administrator may still turn on “Authenticated SMTP” for the mailbox. Otherwise choose sending by Guichet.',
  ),
};

const appPassword = (fr: string, en: string): Kind => ({
  loginForm: 'address',
  password: 'app-password',
  hint: say(fr, en),
});

const smtpKey = (loginForm: 'api-key' | 'given', fr: string, en: string): Kind => ({
  loginForm,
  password: 'smtp-key',
  hint: say(fr, en),
});

const tls = (id: string, name: string, host: string, kind = USUAL, more: Partial<SmtpPreset> = {}): SmtpPreset => ({
  id,
  name,
  host,
  port: 465,
  security: 'tls',
  ...kind,
  confidence: 'high',
  ...more,
});

const starttls = (
  id: string,
  name: string,
  host: string,
  kind = USUAL,
  more: Partial<SmtpPreset> = {},
): SmtpPreset => ({
  ...tls(id, name, host, kind),
  port: 587,
  security: 'starttls',
  ...more,
});

const GOOGLE = appPassword(
  'Gmail demande un mot de passe d’application : activez la validation en deux étapes, puis créez-le dans votre compte Google (16 lettres ; les espaces n’y comptent pas).',
  'Gmail wants an application password: turn on 2-step verification, then make one in your Google account (16 letters; spaces do not count).',
);
const YAHOO = appPassword(
  'Yahoo demande un mot de passe d’application : compte, « Sécurité », « Autres moyens de se connecter », « Générer un mot de passe d’application ».',
  'Yahoo wants an application password: account, “Security”, “Other ways to sign in”, “Generate app password”.',
);
const AOL = appPassword(
  'AOL demande un mot de passe d’application : « Sécurité du compte », « Générer un mot de passe d’application ».',
  'AOL wants an application password: “Account security”, “Generate app password”.',
);

export const SMTP_PRESETS: readonly SmtpPreset[] = [
  tls('1and1', '1&1', 'smtp.ionos.fr'),
  tls('aol', 'AOL', 'smtp.aol.com', AOL, { appPasswordUrl: 'https://login.aol.com/account/security' }),
  tls('bouygues', 'Bouygues Telecom', 'smtp.bbox.fr'),
  tls('cegetel', 'Cegetel', 'smtp.sfr.fr', USUAL, { confidence: 'low' }),
  tls('club-internet', 'Club Internet', 'smtp.sfr.fr'),
  tls('free', 'Free', 'smtp.free.fr', BEFORE_AT),
  tls('gandi', 'Gandi', 'mail.gandi.net'),
  tls('gmail', 'Gmail', 'smtp.gmail.com', GOOGLE, { appPasswordUrl: 'https://myaccount.google.com/apppasswords' }),
  tls('gmx', 'GMX', 'mail.gmx.com', {
    ...USUAL,
    hint: say(
      'Activez d’abord l’accès POP3 et IMAP dans les réglages de GMX. L’identifiant est votre adresse entière.',
      'First turn on POP3 and IMAP access in the settings of GMX. The login is your whole address.',
    ),
  }),
  starttls('hotmail-live', 'Hotmail / Live', 'smtp-mail.outlook.com', MICROSOFT),
  tls('ionos', 'Ionos', 'smtp.ionos.fr'),
  tls('la-poste', 'La Poste', 'smtp.laposte.net', BEFORE_AT),
  starttls('microsoft-365', 'Microsoft 365', 'smtp.office365.com', MICROSOFT_365),
  {
    id: 'monaco-telecom',
    name: 'Monaco Telecom',
    security: 'tls',
    loginForm: 'address',
    password: 'account',
    confidence: 'unknown',
    hint: say(
      'Monaco Telecom ne publie pas l’adresse de son serveur : demandez-lui le nom du serveur SMTP et son port.',
      'Monaco Telecom does not publish the address of its server: ask it for the name of the SMTP server and its port.',
    ),
  },
  starttls('msn', 'MSN', 'smtp-mail.outlook.com', MICROSOFT),
  tls('neuf', 'Neuf', 'smtp.sfr.fr'),
  tls('noos', 'Noos', 'smtp.noos.fr', USUAL, { confidence: 'low' }),
  starttls('numericable', 'Numericable', 'smtp.numericable.fr', USUAL, { confidence: 'low' }),
  tls('orange', 'Orange', 'smtp.orange.fr'),
  starttls('outlook', 'Outlook', 'smtp-mail.outlook.com', MICROSOFT),
  tls('ovh', 'OVH', 'ssl0.ovh.net'),
  tls('sfr', 'SFR', 'smtp.sfr.fr'),
  tls('wanadoo', 'Wanadoo', 'smtp.orange.fr'),
  tls('yahoo', 'Yahoo', 'smtp.mail.yahoo.com', YAHOO, {
    appPasswordUrl: 'https://login.yahoo.com/myaccount/security/app-password',
  }),
  starttls(
    'brevo',
    'Brevo',
    'smtp-relay.brevo.com',
    smtpKey(
      'given',
      'Brevo donne un identifiant et une clé SMTP : compte, « SMTP et API ». Le mot de passe du compte n’est pas accepté.',
      'Brevo gives a login and an SMTP key: account, “SMTP & API”. The password of the account is not accepted.',
    ),
    { appPasswordUrl: 'https://app.brevo.com/settings/keys/smtp', campaign: true },
  ),
  starttls(
    'mailjet',
    'Mailjet',
    'in-v3.mailjet.com',
    smtpKey(
      'api-key',
      'Chez Mailjet, l’identifiant est la clé d’API et le mot de passe la clé secrète : « Préférences », « Gestion des clés API ».',
      'At Mailjet the login is the API key and the password the secret key: “Account settings”, “API key management”.',
    ),
    { appPasswordUrl: 'https://app.mailjet.com/account/apikeys', campaign: true },
  ),
];

export const presetOf = (id: string | undefined): SmtpPreset | undefined =>
  SMTP_PRESETS.find((preset) => preset.id === id);

/** Hosts that providers use beside the one of their preset. */
const OTHER_HOSTS: readonly [RegExp, string][] = [
  [/\.(gmail|google|googlemail)\.com$/, 'gmail'],
  [/\.office365\.com$/, 'microsoft-365'],
  [/\.(outlook|hotmail|live|msn)\.com$/, 'outlook'],
  [/\.yahoo\.[a-z]{2,6}(\.[a-z]{2,6})?$/, 'yahoo'],
  [/\.aol\.com$/, 'aol'],
  [/\.(brevo|sendinblue)\.com$/, 'brevo'],
  [/\.mailjet\.com$/, 'mailjet'],
  [/\.ovh\.(net|com|ca)$/, 'ovh'],
  [/\.gandi\.net$/, 'gandi'],
  [/\.(ionos|1and1)\.[a-z]{2,6}(\.[a-z]{2,6})?$/, 'ionos'],
];

/** The provider of an account: of its preset, else the one that its host tells. */
export function providerOf({ preset, host }: { preset?: string | undefined; host: string }): SmtpPreset | undefined {
  return (
    presetOf(preset) ??
    SMTP_PRESETS.find((known) => known.host === host && known.confidence === 'high') ??
    presetOf(OTHER_HOSTS.find(([pattern]) => pattern.test(host))?.[1])
  );
}
