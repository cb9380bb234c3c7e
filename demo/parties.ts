import { setTimeout as pause } from 'node:timers/promises';
import { sha256Hex } from '../shared/sha256.ts';

/** The three who take part in a signature, as they would: over HTTP, with nothing but what each of them is given. */

export interface InboxMessage {
  id: string;
  channel: 'email' | 'sms';
  from: string;
  to: string[];
  subject: string | null;
  text: string;
  html: string | null;
  at: string;
}

/** Asks again until there is an answer. @throws after `seconds`, saying what was waited for */
export async function until<T>(what: string, look: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what}: nothing after ${seconds} s`);
    await pause(50);
  }
}

async function checked(response: Response): Promise<Response> {
  if (response.status < 400) return response;
  throw new Error(`${response.url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
}

/** The mailbox and the telephone of whoever is asked for. */
export const inbox = (url: string) => ({
  async messages(to: string): Promise<InboxMessage[]> {
    const response = await checked(await fetch(`${url}/api/messages?to=${encodeURIComponent(to)}`));
    return ((await response.json()) as { items: InboxMessage[] }).items;
  },
  /** The newest message to `to` that fits, once it has come. */
  next(to: string, fits: (message: InboxMessage) => boolean = () => true): Promise<InboxMessage> {
    return until(`a message to ${to}`, async () => (await this.messages(to)).find(fits));
  },
});

/** The first link of a message that leads where it says. */
export function linkIn({ text }: InboxMessage, path: string): string {
  const [link] = new RegExp(`https?://[^\\s<>"]*${path}[^\\s<>"]*`).exec(text) ?? [];
  if (!link) throw new Error(`No link to ${path} in the message`);
  return link;
}

interface Account {
  accountId: string;
  apiKey: string;
}

/** Somebody signs up: the address proves itself by the link it receives. */
export async function signUp(
  apiUrl: string,
  inboxUrl: string,
  person: Record<string, string> & { email: string },
): Promise<Account> {
  await checked(
    await fetch(`${apiUrl}/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(person),
    }),
  );
  const mail = await inbox(inboxUrl).next(person.email);
  const response = await fetch(linkIn(mail, '/activate/'), { method: 'POST', headers: { accept: 'application/json' } });
  return (await checked(response)).json() as Promise<Account>;
}

export interface RequestDetail {
  id: string;
  status: string;
  signers: { name: string; status: string }[];
  history: { act: string; at: string; details: Record<string, unknown> }[];
}

/** The business, with its key to the API. */
export function sender(apiUrl: string, apiKey: string) {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> =>
    checked(
      await fetch(apiUrl + path, {
        method,
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const json = async <T>(method: string, path: string, body?: unknown) =>
    (await call(method, path, body)).json() as Promise<T>;
  const download = async (path: string) => {
    const location = (await call('GET', path)).headers.get('location') ?? '';
    return new Uint8Array(await (await checked(await fetch(location))).arrayBuffer());
  };
  return {
    json,
    download,
    createContact: (contact: unknown) => json<{ id: string }>('POST', '/v1/contacts', contact),
    /** Announces a PDF, uploads it, and waits until it was accepted or refused. */
    async addDocument(contactId: string, filename: string, type: string, bytes: Uint8Array) {
      const sha256 = sha256Hex(bytes);
      const { id, upload } = await json<{
        id: string;
        upload: { url: string; method: string; headers: Record<string, string> };
      }>('POST', `/v1/contacts/${contactId}/documents`, { filename, type, size: bytes.byteLength, sha256 });
      const { 'content-length': _, ...headers } = upload.headers;
      await checked(await fetch(upload.url, { method: upload.method, headers, body: new Uint8Array(bytes) }));
      return until(`the check of ${filename}`, async () => {
        const document = await json<{ id: string; status: string; refusal?: { message: string } }>(
          'GET',
          `/v1/documents/${id}`,
        );
        return ['available', 'refused'].includes(document.status) ? document : undefined;
      });
    },
    sendForSignature: (body: unknown) => json<{ id: string }>('POST', '/v1/signature-requests', body),
    request: (id: string) => json<RequestDetail>('GET', `/v1/signature-requests/${id}`),
    /** The request once it has got where it is waited for. */
    reaches(id: string, what: string, there: (request: RequestDetail) => boolean, seconds?: number) {
      return until(
        what,
        async () => {
          const request = await this.request(id);
          return there(request) ? request : undefined;
        },
        seconds,
      );
    },
  };
}

/** A person with the link of the email, in a browser that runs no script: pages, forms and their buttons. */
export function signer(link: string) {
  const origin = new URL(link).origin;
  /** What the document came with, sent back with each form. */
  let cookie = '';
  const open = async (url: string) => (await checked(await fetch(url))).text();
  const formOf = (html: string, button: string) => {
    const form = html.match(/<form[\s\S]*?<\/form>/g)?.find((candidate) => candidate.includes(button));
    if (!form) throw new Error(`No form with the button « ${button} »`);
    const action = /action="([^"]*)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(
      ([input]) => [/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? ''] as const,
    );
    const pressed = form.match(/<button[^>]*>/g)?.find((tag) => form.slice(form.indexOf(tag)).includes(button)) ?? '';
    const own = /name="([^"]*)"[^>]*value="([^"]*)"/.exec(pressed);
    return {
      action: new URL(action, origin).href,
      fields: { ...Object.fromEntries(hidden), ...(own && { [own[1]!]: own[2]! }) },
    };
  };
  /** Presses a button; the page that it leads to. */
  const press = async (html: string, button: string, typed: Record<string, string> = {}) => {
    const { action, fields } = formOf(html, button);
    const response = await fetch(action, {
      method: 'POST',
      headers: { origin, cookie },
      body: new URLSearchParams({ ...fields, ...typed }),
    });
    return (await checked(response)).text();
  };
  return {
    open: () => open(link),
    press,
    document: async () => {
      const there = await fetch(`${link}/document`, { redirect: 'manual' });
      cookie = there.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const location = there.headers.get('location') ?? '';
      return new Uint8Array(await (await checked(await fetch(location))).arrayBuffer());
    },
  };
}

/** The code of a text message. */
export const codeIn = ({ text }: InboxMessage): string => /\b\d{6}\b/.exec(text)?.[0] ?? '';
