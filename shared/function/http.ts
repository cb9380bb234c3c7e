import type { MiddlewareObj } from '@middy/core';
import type * as z from 'zod';
import { authenticate, type Client, type User } from '../identity/actor.ts';
import type { Log } from '../log.ts';
import { conflict } from '../problem/problem.ts';
import type { Write } from '../table/transact.ts';
import { type Locale, say } from '../text.ts';
import { type HttpContract, type RouteParameter, takesIdempotencyKey } from './contract.ts';
import { AnsweredMeanwhile, type Idempotency, idempotency } from './idempotency.ts';
import { observed } from './observed.ts';
import { bodyText, jsonBody, parsed } from './parse.ts';
import { handlerOf } from './parts.ts';
import { clientOf, type HttpEvent, type HttpResponse, localeOf, problemOf, queryOf, withinLimit } from './request.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { settle } from './settle.ts';

export interface HttpInput<C extends HttpContract> {
  params: { [N in RouteParameter<C['route']>]: string };
  query: C extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
  body: C extends { body: infer B extends z.ZodType } ? z.output<B> : undefined;
  actor: C extends { auth: 'user' } ? User : undefined;
  client: Client;
  locale: Locale;
  now: Date;
  requestId: string;
  log: Log;
}

/** The statuses that a contract declares. */
type Status<C extends HttpContract> = keyof C['returns'] & number;

/** What a job decides: the answer, and the writes that must be done for it to be true. */
export interface HttpAnswer<C extends HttpContract, S extends Status<C> = Status<C>> {
  status: S;
  body: C['returns'][S] extends z.ZodType ? z.input<C['returns'][S]> : undefined;
  headers?: Record<string, string>;
  writes?: readonly Write[];
}

type Job<C extends HttpContract, S extends Status<C>> = (input: HttpInput<C>) => Promise<HttpAnswer<C, S>>;

const json = (status: number, body: string | undefined, headers: Record<string, string> = {}): HttpResponse => ({
  statusCode: status,
  headers: {
    ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...SECURITY_HEADERS,
    ...headers,
  },
  ...(body !== undefined && { body }),
});

/** The Lambda handler of an `http` contract: everything but the job itself. */
export function serve<C extends HttpContract, S extends Status<C>>(contract: C, job: Job<C, S>) {
  return handlerOf<HttpEvent, HttpResponse>(
    (parts) => [observed(contract.route, parts), problems],
    (parts) => async (event) => {
      const now = parts.clock();
      const client = clientOf(event);
      if (contract.limit?.per === 'address') await withinLimit(contract.limit, contract.route, client.address, now);
      const actor =
        contract.auth === 'user' ? await authenticate(event.headers.authorization, contract.rights) : undefined;
      if (contract.limit?.per === 'account' && actor) {
        await withinLimit(contract.limit, contract.route, actor.tenant, now);
      }
      const input = {
        params: event.pathParameters ?? {},
        query: contract.query && parsed(contract.query, queryOf(event), '?'),
        body: contract.body && parsed(contract.body, jsonBody(event, contract.body)),
        actor,
        client,
        locale: localeOf(event),
        now,
        requestId: event.requestContext.requestId,
        log: parts.log,
      } as unknown as HttpInput<C>;

      const key = event.headers['idempotency-key'];
      const once =
        key !== undefined && actor && takesIdempotencyKey(contract)
          ? idempotency(actor.tenant, event.rawPath, key, bodyText(event), now)
          : undefined;
      return (await replayed(contract, once)) ?? answer(contract, () => job(input), once, now);
    },
  );
}

/** Answers what a program cannot be served with: the problem, as JSON. */
export const problems: MiddlewareObj<HttpEvent, HttpResponse> = {
  onError: (request) => {
    const problem = problemOf(request.error);
    const locale = localeOf(request.event);
    const body = problem.toJSON(locale, request.event.requestContext.requestId);
    request.response = json(problem.status, JSON.stringify(body), {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': locale,
      ...problem.headers,
    });
  },
};

async function answer<C extends HttpContract>(
  contract: C,
  job: () => Promise<HttpAnswer<C>>,
  once: Idempotency | undefined,
  now: Date,
): Promise<HttpResponse> {
  type Plain = { status: number; body?: unknown; headers?: Record<string, string>; writes?: readonly Write[] };
  const text = ({ status, body }: Plain) => {
    const shape = (contract.returns as Record<number, z.ZodType | null>)[status];
    return shape ? JSON.stringify(shape.parse(body)) : undefined;
  };
  const record = (outcome: Plain) =>
    once ? [once.record(outcome.status, contract.answersSecret ? undefined : text(outcome))] : [];
  try {
    const outcome: Plain = await settle(job as () => Promise<Plain>, now, record);
    return json(outcome.status, text(outcome), outcome.headers);
  } catch (error) {
    const replay = once && error instanceof AnsweredMeanwhile ? await replayed(contract, once) : undefined;
    if (replay) return replay;
    throw error;
  }
}

async function replayed(contract: HttpContract, once: Idempotency | undefined): Promise<HttpResponse | undefined> {
  const earlier = await once?.replay();
  if (!earlier) return undefined;
  if (contract.answersSecret) {
    throw conflict(
      'secret-shown-once',
      say(
        'Cette requête a déjà été traitée et son secret n’est montré qu’une fois. Recommencez avec une autre clé.',
        'This request was already carried out and its secret is shown only once. Start again with another key.',
      ),
    );
  }
  return json(earlier.status, earlier.body, { 'idempotent-replayed': 'true' });
}
