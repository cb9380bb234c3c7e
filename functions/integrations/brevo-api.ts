import * as z from 'zod';
import { config } from '../../shared/config.ts';
import { say, type Text } from '../../shared/text.ts';

/** Milliseconds that Brevo may take to answer. */
const PATIENCE = 20_000;
/** Seconds: when it asks to come back later and does not say when. */
const A_WHILE = 60;

/** Why a call came to nothing: what to do about it differs. */
type Cause = 'key-refused' | 'slow-down' | 'unreachable' | 'refused';

export class BrevoFailed extends Error {
  override name = 'BrevoFailed';
  readonly why: Cause;
  /** Seconds after which Brevo takes calls again, when it says so. */
  readonly wait: number | undefined;
  /** Its own words, safe to show. */
  readonly words: string | undefined;

  constructor(cause: Cause, { wait, words }: { wait?: number | undefined; words?: string | undefined } = {}) {
    super(`Brevo: ${cause}`);
    this.why = cause;
    this.wait = wait;
    this.words = words;
  }
}

const ADVICE: Readonly<Record<Cause, Text>> = {
  'key-refused': say(
    'Brevo refuse la clé d’API. Créez-en une dans Brevo (Paramètres, SMTP et API, Clés API), donnez-la ici, et vérifiez que Brevo n’en limite pas l’usage à certaines adresses IP.',
    'Brevo refuses the API key. Make one in Brevo (Settings, SMTP and API, API keys), give it here, and check that Brevo does not limit its use to some IP addresses.',
  ),
  'slow-down': say(
    'Brevo demande d’attendre : trop d’appels dans l’heure. La synchronisation reprend d’elle-même.',
    'Brevo asks to wait: too many calls in this hour. The synchronisation goes on by itself.',
  ),
  unreachable: say(
    'Brevo ne répond pas. La synchronisation réessaie d’elle-même.',
    'Brevo does not answer. The synchronisation tries again by itself.',
  ),
  refused: say(
    'Brevo refuse la demande : sa réponse dit pourquoi. Vérifiez la liste et les attributs.',
    'Brevo refuses the request: its answer says why. Check the list and the attributes.',
  ),
};

/** What to do about a failure; of one whose name is no longer known, nothing is said. */
export const adviceOn = (cause: string): Text | undefined =>
  Object.hasOwn(ADVICE, cause) ? ADVICE[cause as Cause] : undefined;

const account = z.object({ email: z.string() });
const attributes = z.object({ attributes: z.array(z.object({ name: z.string() })) });
const contactPage = z.object({
  contacts: z.array(z.object({ email: z.string().nullish(), emailBlacklisted: z.boolean().default(false) })),
});
const accepted = z.object({ processId: z.coerce.string() });
const process = z.object({
  status: z.string(),
  info: z.object({ import: z.record(z.string(), z.string().nullish()).optional() }).nullish(),
});

/** A contact as Brevo takes it. */
export interface BrevoContact {
  email: string;
  attributes: Readonly<Record<string, string>>;
}

/** Brevo's API, version 3, for one key. Every call throws `BrevoFailed` when it comes to nothing. */
export function brevo(key: string) {
  const call = async <S extends z.ZodType>(schema: S, method: 'GET' | 'POST', path: string, body?: unknown) =>
    schema.parse(JSON.parse(await answerOf(key, method, `${config.brevoUrl()}${path}`, body))) as z.output<S>;
  return {
    account: () => call(account, 'GET', '/account'),
    /** The names of the attributes that contacts may have, as Brevo writes them. */
    attributes: async () => (await call(attributes, 'GET', '/contacts/attributes')).attributes.map(({ name }) => name),
    /** @throws BrevoFailed `refused` when there is no such list */
    list: (id: number) => call(z.object({ id: z.number() }), 'GET', `/contacts/lists/${id}`),
    /** Contacts that changed since a moment, all of them when none is given. */
    contacts: async ({ limit, offset, since }: { limit: number; offset: number; since?: string | undefined }) => {
      const query = new URLSearchParams({ limit: String(limit), offset: String(offset), sort: 'asc' });
      if (since) query.set('modifiedSince', since);
      return (await call(contactPage, 'GET', `/contacts?${query}`)).contacts;
    },
    /** Has contacts taken over, later; what they are not given stays as it is. @returns the process that does it */
    import: async (contacts: readonly BrevoContact[], { listId, isBlacklisted }: ImportOptions) =>
      (
        await call(accepted, 'POST', '/contacts/import', {
          jsonBody: contacts,
          ...(listId !== undefined && { listIds: [listId] }),
          // Never false: that would write again to who has unsubscribed there.
          ...(isBlacklisted && { emailBlacklist: true }),
          updateExistingContacts: true,
          emptyContactsAttributes: false,
          disableNotification: true,
        })
      ).processId,
    process: (id: string) => call(process, 'GET', `/processes/${id}`),
    /** A report of a process: one address a line, among other columns perhaps. */
    report: (url: string) => {
      if (new URL(url).protocol !== 'https:' && !url.startsWith(config.brevoUrl())) throw new BrevoFailed('refused');
      return answerOf(undefined, 'GET', url);
    },
  };
}
interface ImportOptions {
  listId?: number | undefined;
  /** They are written to no more. */
  isBlacklisted?: boolean;
}

async function answerOf(key: string | undefined, method: string, url: string, body?: unknown): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...(key && { 'api-key': key, 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    text = await response.text();
  } catch {
    throw new BrevoFailed('unreachable');
  }
  if (response.ok) return text;
  const words = wordsOf(text, key);
  if (response.status === 401 || response.status === 403) throw new BrevoFailed('key-refused', { words });
  if (response.status === 429) {
    const wait = Number(response.headers.get('x-sib-ratelimit-reset'));
    throw new BrevoFailed('slow-down', { words, wait: Math.min(Math.max(wait || A_WHILE, 1), 3600) });
  }
  throw new BrevoFailed(response.status >= 500 ? 'unreachable' : 'refused', { words });
}

/** What Brevo said, on one line, without the key. */
function wordsOf(text: string, key: string | undefined): string | undefined {
  let said = text;
  try {
    said = z.object({ message: z.string() }).parse(JSON.parse(text)).message;
  } catch {}
  const line = (key ? said.replaceAll(key, '[…]') : said).replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.slice(0, 300) || undefined;
}
