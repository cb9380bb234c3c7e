import { createHmac } from 'node:crypto';
import type { Reply, SmtpDialogue } from './smtp-dialogue.ts';
import { isUnknownMechanism } from './smtp-verdict.ts';

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

/** The ways to sign in with a password among those that a server offers, the best first. */
const offeredOf = (offered: readonly string[]) =>
  Object.entries(MECHANISMS).flatMap(([name, mechanism]) => (offered.includes(name) ? [{ name, mechanism }] : []));

/**
 * Signs in by what the server offers, and by nothing else. One that refuses PLAIN may take the same password by LOGIN:
 * it is asked, unless it is known to mean well by PLAIN, since each refusal counts against the mailbox.
 * @returns the last answer; nothing when no mechanism that we know is offered
 */
export async function signIn(
  server: SmtpDialogue,
  offered: readonly string[],
  credentials: Credentials & { isKnown: boolean },
  patience: Patience,
): Promise<Reply | undefined> {
  let refused: Reply | undefined;
  for (const { name, mechanism } of offeredOf(offered)) {
    if (refused && !mayTry(name, refused, credentials.isKnown)) break;
    try {
      const reply = await mechanism(server, credentials, patience);
      if (reply.code < 500) return reply;
      // Of a mechanism that is unknown, the refusal says nothing of the login.
      refused = refused && isUnknownMechanism(reply) ? refused : reply;
    } catch (error) {
      // A server that hangs up on who is refused has said why.
      if (refused) break;
      throw error;
    }
  }
  return refused;
}

const mayTry = (name: string, refused: Reply, isKnown: boolean) =>
  isUnknownMechanism(refused) || (name === 'LOGIN' && refused.code === 535 && !isKnown);
