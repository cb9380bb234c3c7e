import type { MiddlewareObj } from '@middy/core';
import type * as z from 'zod';
import type { Client } from '../identity/actor.ts';
import type { Log } from '../log.ts';
import { type Hosted, ProblemPage } from '../pages/problem-page.tsx';
import { forbidden } from '../problem/problem.ts';
import type { Write } from '../table/transact.ts';
import { type Locale, say } from '../text.ts';
import type { PageContract, RouteParameter } from './contract.ts';
import { type FileAnswer, sendFile } from './file-answer.ts';
import { fileOf, type SentFile } from './multipart.ts';
import { observed } from './observed.ts';
import { formBody, parsed } from './parse.ts';
import { handlerOf, type Parts } from './parts.ts';
import {
  clientOf,
  cookiesOf,
  type HttpEvent,
  type HttpResponse,
  localeOf,
  problemOf,
  queryOf,
  withinLimit,
} from './request.ts';
import { contentSecurityPolicy, DATA_POLICY, type Policy, SECURITY_HEADERS } from './security-headers.ts';
import { settle } from './settle.ts';

type Html = { toString(): string | Promise<string> };

export interface PageInput<C extends PageContract> {
  params: { [N in RouteParameter<C['route']>]: string };
  query: C extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
  body: C extends { body: infer B extends z.ZodType } ? z.output<B> : undefined;
  /** What was sent in the form's one file, if one was chosen. */
  file: C extends { file: string } ? SentFile | undefined : undefined;
  client: Client;
  /** As it came: for who answers whatever is asked. */
  request: { method: string; search: string; headers: Readonly<Record<string, string | undefined>> };
  /** What the browser brings back of what it was given, by name. */
  cookies: Readonly<Record<string, string>>;
  locale: Locale;
  /** Told as soon as the job knows whose visitor it serves: what goes wrong from then on is told under their sign. */
  hosted: Hosted;
  /** Whether the caller wants JSON: a program, not a person. */
  wantsJson: boolean;
  /** Whether a browser says that it opens a page, as a person's does: no program, and nothing fetched ahead. */
  isOpened: boolean;
  /** The media types that the caller takes, as it says them. */
  accept: string;
  now: Date;
  requestId: string;
  log: Log;
}

/** A page, a way to another page (303 See Other: after a form, or by a link of a mail) or address (308), a file, or nothing to show (204). */
export type PageAnswer = (
  | {
      page: Html;
      status?: number;
      connect?: string[];
      leadsTo?: string[];
      /** Any site may show it in a frame: it does nothing by a click alone. */
      isFramed?: boolean;
      headers?: Readonly<Record<string, string>>;
    }
  | { file: FileAnswer }
  | { see: string; cookies?: string[] }
  | { json: unknown; status?: number }
  /** Served there, whatever the method. */
  | { moved: string }
  | { status: 204; headers?: Readonly<Record<string, string>> }
) & { writes?: readonly Write[] };

const html = async (status: number, page: Html, policy: Policy = {}): Promise<HttpResponse> => ({
  statusCode: status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(policy),
    ...SECURITY_HEADERS,
  },
  body: await page.toString(),
});

const json = (status: number, body: unknown, type = 'application/json'): HttpResponse => ({
  statusCode: status,
  headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': DATA_POLICY, ...SECURITY_HEADERS },
  body: JSON.stringify(body),
});

/** A program says so, or is taken for one where the API is. */
const wantsJson = ({ headers: { accept = '' }, rawPath }: HttpEvent) =>
  !accept.includes('text/html') && (/application\/([\w.-]+\+)?json/.test(accept) || rawPath.startsWith('/v1/'));

const isOpened = ({ headers, requestContext }: HttpEvent) =>
  requestContext.http.method === 'GET' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document' &&
  ![headers['sec-purpose'], headers.purpose].some((purpose) => purpose?.includes('pre'));

const LOOKS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** A form can only be sent from our own pages, or by a program that is no browser. */
function refuseCrossSite(event: HttpEvent): void {
  const { origin, host, 'sec-fetch-site': site } = event.headers;
  // Who hides where it comes from (`null`: a frame in a sandbox, a redirect from elsewhere) is not let in for it.
  const foreign = (origin && URL.parse(origin)?.host !== host) || site === 'cross-site';
  if (foreign && !LOOKS.has(event.requestContext.http.method)) {
    throw forbidden(say('Ce formulaire a été envoyé depuis un autre site.', 'This form was sent from another site.'));
  }
}

const requestOf = ({ requestContext, rawQueryString, headers }: HttpEvent) => ({
  method: requestContext.http.method,
  search: rawQueryString && `?${rawQueryString}`,
  headers,
});

async function respond(answer: PageAnswer, event: HttpEvent): Promise<HttpResponse> {
  if ('see' in answer) {
    const { see: location, cookies } = answer;
    return { statusCode: 303, headers: { location, ...SECURITY_HEADERS }, ...(cookies && { cookies }) };
  }
  if ('json' in answer) return json(answer.status ?? 200, answer.json);
  if ('page' in answer) {
    const response = await html(answer.status ?? 200, answer.page, answer);
    return { ...response, headers: { ...response.headers, ...answer.headers } };
  }
  if ('file' in answer) return sendFile(answer.file, event);
  if ('moved' in answer) return { statusCode: 308, headers: { location: answer.moved, ...SECURITY_HEADERS } };
  return { statusCode: answer.status, headers: { ...SECURITY_HEADERS, ...answer.headers } };
}

/** The Lambda handler of a `page` contract. */
export function serve<C extends PageContract>(contract: C, job: (input: PageInput<C>) => Promise<PageAnswer>) {
  const hosts = new WeakMap<HttpEvent, Parameters<Hosted>[0]>();
  return handlerOf<HttpEvent, HttpResponse>(
    (parts) => [observed(contract.route, parts), problems(hosts, parts)],
    (parts) => async (event) => {
      const now = parts.clock();
      const client = clientOf(event);
      if (!contract.anySite) refuseCrossSite(event);
      await withinLimit(contract.limit, contract.route, client.address, now);
      const input = {
        params: event.pathParameters ?? {},
        query: contract.query && parsed(contract.query, queryOf(event), '?'),
        body: contract.body && parsed(contract.body, formBody(event)),
        file: contract.file ? await fileOf(event, contract.file) : undefined,
        client,
        request: requestOf(event),
        cookies: cookiesOf(event),
        locale: localeOf(event),
        wantsJson: wantsJson(event),
        isOpened: isOpened(event),
        accept: event.headers.accept ?? '',
        hosted: ((by) => hosts.set(event, by)) satisfies Hosted,
        now,
        requestId: event.requestContext.requestId,
        log: parts.log,
      } as unknown as PageInput<C>;
      return respond(await settle(() => job(input), now), event);
    },
  );
}

const problems = (
  hosts: WeakMap<HttpEvent, Parameters<Hosted>[0]>,
  { log }: Parts,
): MiddlewareObj<HttpEvent, HttpResponse> => {
  const unknownHost = (error: unknown) => {
    log.error('host-unknown', { error });
    return undefined;
  };
  return {
    onError: async (request) => {
      const { event } = request;
      const problem = problemOf(request.error);
      const locale = localeOf(event);
      const { requestId } = event.requestContext;
      const shown = problem.toJSON(locale, requestId);
      const response = wantsJson(event)
        ? json(problem.status, shown, 'application/problem+json')
        : await html(
            problem.status,
            <ProblemPage
              locale={locale}
              host={await hosts.get(event)?.().catch(unknownHost)}
              status={problem.status}
              title={shown.title}
              detail={[shown.detail, ...(shown.errors ?? []).map(({ detail }) => detail)].filter(Boolean).join(' ')}
              requestId={requestId}
            />,
          );
      request.response = { ...response, headers: { ...response.headers, ...problem.headers } };
    },
  };
};
