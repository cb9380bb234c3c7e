import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ACCOUNT } from './names.ts';
import type { Match } from './routes.ts';

/** What the front door reads of a request before it looks for a route. */
export interface Target {
  /** Decoded, as API Gateway matches it and gives it to the function. */
  path: string;
  /** As sent, without the question mark. */
  query: string;
}

/** Splits a request's target. A path that is no valid encoding stays as sent. */
export function targetOf(url: string): Target {
  const [path = '/', ...rest] = url.split('?');
  return { path: decoded(path), query: rest.join('?') };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The event of payload format 2.0 (API Gateway developer guide, "Lambda proxy integrations for HTTP APIs"),
 * with its habits: the path decoded, cookies apart from the headers, repeated values joined by commas.
 */
export function eventOf(request: IncomingMessage, body: Buffer, target: Target, match: Match, now: Date) {
  const { headers, cookies } = headersOf(request);
  const isBase64Encoded = body.length > 0 && !isText(headers['content-type'], headers['content-encoding']);
  const host = headers.host ?? '';
  const query = queryOf(target.query);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: target.path,
    rawQueryString: target.query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'local',
      domainName: host,
      domainPrefix: host.split('.')[0],
      http: {
        method: request.method,
        path: target.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: addressOf(request),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** Forms count as binary for API Gateway, as everything but text, JSON, XML and scripts. */
const isText = (type = '', encoding: string | undefined) =>
  encoding === undefined && /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml))\b)/i.test(type.trim());

function headersOf(request: IncomingMessage) {
  const headers: Record<string, string> = {};
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i]!.toLowerCase();
    const value = request.rawHeaders[i + 1]!;
    headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  const cookies = (headers.cookie ?? '').split(/[;,]\s*/).filter(Boolean);
  for (const name of ['cookie', 'connection', 'expect', 'transfer-encoding', 'keep-alive']) delete headers[name];
  const forwarded = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = forwarded ? `${forwarded}, ${addressOf(request)}` : addressOf(request);
  headers['x-forwarded-proto'] = 'http';
  headers['x-forwarded-port'] = String(request.socket.localPort ?? '');
  return { headers, cookies };
}

const addressOf = (request: IncomingMessage) => (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');

function queryOf(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    values[name] = name in values ? `${values[name]},${value}` : value;
  }
  return values;
}

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(now: Date): string {
  const [, day, month, year, time] = now.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** Reads a function's answer of format 2.0. Null when it is none: API Gateway then answers 500. */
export function answerOf(result: unknown): Answer | null {
  if (typeof result !== 'object' || result === null) return null;
  const { statusCode, headers, cookies, body, isBase64Encoded } = result as Record<string, unknown>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return null;
  if (body !== undefined && body !== null && typeof body !== 'string') return null;
  const sent: Answer['headers'] = {};
  for (const [name, value] of Object.entries((headers ?? {}) as Record<string, unknown>)) {
    sent[name.toLowerCase()] = String(value);
  }
  if (Array.isArray(cookies) && cookies.length > 0) sent['set-cookie'] = cookies.map(String);
  if (body && !sent['content-type']) sent['content-type'] = 'text/plain; charset=utf-8';
  return { status, headers: sent, body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8') };
}
