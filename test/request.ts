import type { IncomingMessage } from 'node:http';
import { eventOf, targetOf } from '../infra/local/http-event.ts';
import { router } from '../infra/local/routes.ts';
import type { Route } from '../shared/function/contract.ts';
import type { HttpEvent, HttpResponse } from '../shared/function/request.ts';
import { PUBLIC_URL } from './setup.ts';

export interface Sent {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number>>;
  /** A header set to undefined is not sent. */
  headers?: Readonly<Record<string, string | undefined>>;
}

export interface Received {
  status: number;
  headers: Record<string, string>;
  /** What JSON says; the text of anything else that is text; bytes otherwise. */
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it is.
  body: any;
  location: string | undefined;
  /** As the browser is told to keep them. */
  cookies: readonly string[];
}

/**
 * The event that API Gateway gives a function, made by the embedded cloud's own front door.
 * @throws Error when the address does not lead to the route, as an unescaped or empty parameter would not
 */
export function requestEvent(
  route: Route,
  sent: Sent,
  body: string | Uint8Array | undefined,
  address: string,
): HttpEvent {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/\{(\w+)\+?\}/g, (_, name: string) => {
    const value = sent.params?.[name];
    if (value === undefined) throw new Error(`${route}: give params.${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams(Object.entries(sent.query ?? {}).map(([name, value]) => [name, String(value)]));
  const headers = { host: new URL(PUBLIC_URL).host, 'user-agent': 'guichet-tests', ...sent.headers };
  const request = {
    method,
    httpVersion: '1.1',
    rawHeaders: Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [name, value])),
    socket: { remoteAddress: address, localPort: 4000 },
  } as unknown as IncomingMessage;
  const target = targetOf(query.size ? `${path}?${query}` : path);
  const match = router([{ key: route, function: '' }])(method, target.path);
  if (!match) throw new Error(`${method} ${path} does not lead to ${route}`);
  return eventOf(request, Buffer.from(body ?? ''), target, match, new Date()) as HttpEvent;
}

export function received({
  statusCode = 200,
  headers = {},
  cookies = [],
  body = '',
  isBase64Encoded,
}: HttpResponse): Received {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const type = plain['content-type'] ?? '';
  const text = /^text\/|javascript|json|xml/.test(type) && !plain['content-encoding'];
  return {
    status: statusCode,
    headers: plain,
    body: /^application\/([\w.-]+\+)?json/.test(type) ? JSON.parse(bytes.toString()) : text ? bytes.toString() : bytes,
    location: plain.location,
    cookies,
  };
}
