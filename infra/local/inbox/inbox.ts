import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { listenOnLoopback } from '../engines/loopback.ts';
import { css, script } from './assets.ts';
import type { InboxMessage } from './message.ts';
import { MessageStore } from './message-store.ts';
import { listPage, messagePage, notFoundPage, type View } from './pages.ts';
import { bareAddress, readAttachments, readEmail } from './read-email.ts';

export type { InboxMessage } from './message.ts';

/** The mailbox of everyone: what the embedded cloud would have sent, kept for people and tests to read. */
export interface Inbox {
  url: string;
  /**
   * Keeps a raw email for good, then answers with how it reads. `to`: the envelope recipients; `from`: the envelope
   * sender, for an email without a From header.
   */
  receiveEmail(email: { from: string | undefined; to: string[]; raw: Buffer; at: Date }): Promise<InboxMessage>;
  receiveSms(sms: { from: string; to: string; text: string; at: Date }): InboxMessage;
  close(): Promise<void>;
}

export interface InboxOptions {
  /** Messages live in `dataDir`/inbox; in memory when undefined. */
  dataDir?: string | undefined;
  port?: number | undefined;
  /** Whose inbox the page says this is. */
  title: string;
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** An email is a stranger's HTML: it runs nothing, sends nothing, and has no origin. */
const EMAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline' https: http:; img-src data: https: http:; font-src https: http: data:; frame-ancestors 'self'";
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** Starts the inbox: pages at `/`, JSON at `/api/messages`. */
export async function startInbox(options: InboxOptions): Promise<Inbox> {
  const store = new MessageStore(options.dataDir && join(options.dataDir, 'inbox', 'inbox.sqlite'));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://inbox');
    const [area = '', ...path] = url.pathname.split('/').slice(1);
    const view: View = { title: options.title, language: url.searchParams.get('lang') === 'en' ? 'en' : 'fr' };
    const send = (status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}) => {
      response.writeHead(status, {
        'content-type': type,
        'content-security-policy': PAGE_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        ...headers,
      });
      response.end(body);
    };
    const json = (status: number, body: object) => send(status, 'application/json', JSON.stringify(body));

    if (area === 'api' && path[0] === 'messages') return api(path.slice(1));
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', '');
    if (area === 'inbox.css') return send(200, 'text/css; charset=utf-8', css);
    if (area === 'inbox.js') return send(200, 'text/javascript; charset=utf-8', script);
    if (area === '') return page(200, listPage(view, store.list(null, DEFAULT_LIMIT)));
    const found = area === 'messages' ? store.get(path[0] ?? '') : null;
    if (!found || path.length > 2) return page(404, notFoundPage(view));
    if (path[1] === undefined) return page(200, messagePage(view, found.message));
    if (path[1] !== 'html' || found.message.html === null) return page(404, notFoundPage(view));
    return send(200, 'text/html; charset=utf-8', await framed(found.message, found.raw), {
      'content-security-policy': EMAIL_POLICY,
    });

    async function page(status: number, content: ReturnType<typeof listPage>) {
      send(status, 'text/html; charset=utf-8', String(await content), { 'content-language': view.language });
    }

    async function api([id, part, index, ...rest]: string[]): Promise<void> {
      if (request.method === 'DELETE' && id === undefined) {
        store.clear();
        return send(204, 'application/json', '');
      }
      if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, { title: 'Method Not Allowed' });
      if (id === undefined) {
        const asked = Number(url.searchParams.get('limit') ?? DEFAULT_LIMIT);
        const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MAX_LIMIT) : DEFAULT_LIMIT;
        // An address has no space: one that arrives was an unescaped plus.
        const to = url.searchParams.get('to')?.replaceAll(' ', '+') ?? null;
        return json(200, { items: store.list(to, limit) });
      }
      const entry = store.get(id);
      if (!entry || rest.length > 0) return json(404, { title: 'Not Found' });
      if (part === undefined) return json(200, entry.message);
      if (part === 'raw' && index === undefined) {
        return send(200, entry.message.channel === 'sms' ? 'text/plain; charset=utf-8' : 'message/rfc822', entry.raw);
      }
      const attachment = part === 'attachments' ? (await readAttachments(entry.raw))[Number(index)] : undefined;
      if (!attachment || entry.message.channel === 'sms') return json(404, { title: 'Not Found' });
      return send(200, attachment.contentType, attachment.content, {
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
        'content-security-policy': EMAIL_POLICY,
      });
    }
  }

  const listening = await listenOnLoopback(handle, options.port);
  return {
    url: listening.url,
    receiveEmail: async ({ from, to, raw, at }) => {
      const read = await readEmail(raw);
      return store.add(
        {
          channel: 'email',
          ...read,
          from: read.from || (from ?? ''),
          to: to.map(bareAddress),
          at: at.toISOString(),
        },
        raw,
      );
    },
    receiveSms: ({ from, to, text, at }) =>
      store.add(
        {
          channel: 'sms',
          from,
          to: [to],
          subject: null,
          text,
          html: null,
          headers: {},
          attachments: [],
          at: at.toISOString(),
        },
        Buffer.from(text),
      ),
    close: async () => {
      await listening.close();
      store.close();
    },
  };
}

/** The email's HTML with its embedded images in place and its links opening beside the frame. */
async function framed(message: InboxMessage, raw: Buffer): Promise<string> {
  let html = message.html ?? '';
  const attachments = await readAttachments(raw);
  for (const [index, { contentId }] of attachments.entries()) {
    if (contentId) html = html.replaceAll(`cid:${contentId}`, `/api/messages/${message.id}/attachments/${index}`);
  }
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}
