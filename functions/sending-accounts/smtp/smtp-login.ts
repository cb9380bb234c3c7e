import { createHmac } from 'node:crypto';
import type { Reply, SmtpDialogue } from './smtp-dialogue.ts';

interface Credentials {
  login: string;
  password: string;
}

/** Milliseconds that the next reply may take. */
type Patience = () => number;
type Mechanism = (server: SmtpDialogue, credentials: Credentials, patience: Patience) => Promise<Reply>;

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** In the order of preference: over TLS, PLAIN is the one that every server means well by. */
const MECHANISMS: Readonly<Record<string, Mechanism>> = {
  PLAIN: (server, { login, password }, patience) =>
    server.say(`AUTH PLAIN ${base64(`\0${login}\0${password}`)}`, patience()),

  LOGIN: async (server, { login, password }, patience) => {
    const asked = await server.say('AUTH LOGIN', patience());
    if (asked.code !== 334) return asked;
    const next = await server.say(base64(login), patience());
    return next.code === 334 ? server.say(base64(password), patience()) : next;
  },

  'CRAM-MD5': async (server, { login, password }, patience) => {
    const asked = await server.say('AUTH CRAM-MD5', patience());
    if (asked.code !== 334) return asked;
    const challenge = Buffer.from(asked.lines[0] ?? '', 'base64');
    return server.say(base64(`${login} ${createHmac('md5', password).update(challenge).digest('hex')}`), patience());
  },
};

/** The best way to sign in with a password among those that a server offers. */
export const mechanismOf = (offered: readonly string[]): Mechanism | undefined =>
  Object.entries(MECHANISMS).find(([name]) => offered.includes(name))?.[1];
