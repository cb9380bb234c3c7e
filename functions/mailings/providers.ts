import { say, type Text } from '../../shared/text.ts';

/** Mailbox providers that ask for something of who writes to many, by the domains of their addresses. */
const PROVIDERS: Readonly<Record<string, RegExp>> = {
  orange: /^(orange|wanadoo|voila)\.fr$/,
  gmail: /^(gmail|googlemail)\.com$/,
  laposte: /^laposte\.net$/,
  microsoft: /^(outlook|hotmail|live|msn)\.(com|fr|be)$/,
  yahoo: /^(yahoo|ymail|rocketmail)\.(com|fr)$/,
  free: /^(free|aliceadsl)\.fr$/,
  sfr: /^(sfr|neuf|cegetel|club-internet|numericable)\.(fr|net)$/,
};

/** Whose mailbox an address is: one of those, or `other`. */
export function providerOf(email: string): string {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return Object.entries(PROVIDERS).find(([, domains]) => domains.test(domain))?.[0] ?? 'other';
}

interface Rule {
  provider: string;
  /** Told from so many addresses on. */
  from: number;
  /** Only to who sends from a domain of their own. */
  ownSenderOnly?: true;
  message: Text;
}

/** From public rules of the providers, read in November 2026. */
const RULES: readonly Rule[] = [
  {
    provider: 'orange',
    from: 1001,
    message: say(
      'Plus de 1 000 adresses Orange : au-delà de ce nombre par jour, Orange demande d’adhérer à Signal Spam et de passer SPF, DKIM et DMARC. Étalez l’envoi, ou adhérez.',
      'More than 1,000 Orange addresses: beyond that number a day, Orange asks you to join Signal Spam and to pass SPF, DKIM and DMARC. Spread the mailing, or join.',
    ),
  },
  {
    provider: 'laposte',
    from: 1,
    ownSenderOnly: true,
    message: say(
      'laposte.net refuse ou classe en indésirable ce qui n’est pas aligné : SPF ou DKIM doit porter le domaine de votre adresse d’expéditeur. Vérifiez votre domaine (POST /v1/sender-domains).',
      'laposte.net refuses, or files as junk, what is not aligned: SPF or DKIM must bear the domain of your sender’s address. Check your domain (POST /v1/sender-domains).',
    ),
  },
  {
    provider: 'gmail',
    from: 5000,
    ownSenderOnly: true,
    message: say(
      'À partir de 5 000 e-mails par jour, Gmail tient votre domaine pour un expéditeur de masse, à jamais : SPF, DKIM et DMARC, moins de 0,3 % de plaintes.',
      'From 5,000 emails a day on, Gmail holds your domain for a bulk sender, for good: SPF, DKIM and DMARC, fewer than 0.3 % of complaints.',
    ),
  },
];

/** What providers ask for before a mailing to so many of their addresses. */
export const warningsFor = (providers: Readonly<Record<string, number>>, isOwnSender: boolean) =>
  RULES.filter(
    ({ provider, from, ownSenderOnly }) => (providers[provider] ?? 0) >= from && (isOwnSender || !ownSenderOnly),
  ).map(({ provider, message }) => ({ provider, message }));
