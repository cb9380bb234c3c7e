import type { MiddlewareObj } from '@middy/core';
import type * as z from 'zod';
import { authenticate, type Client, type User } from '../identity/actor.ts';
import type { Log } from '../log.ts';
import { conflict } from '../problem/problem.ts';
import type { Write } from '../table/transact.ts';
import { type Locale, say } from '../text.ts';
import { boundCursor, queryWithOwnCursor } from './bound-cursor.ts';
import { type HttpContract, type RouteParameter, takesIdempotencyKey, timeoutOf } from './contract.ts';
import { AnsweredMeanwhile, type Idempotency, idempotency, underWay } from './idempotency.ts';
import { type Form, formOf, isForm, type SentFile } from './multipart.ts';
import { observed } from './observed.ts';
import { bodyText, jsonBody, parsed } from './parse.ts';
import { handlerOf } from './parts.ts';
import { clientOf, type HttpEvent, type HttpResponse, localeOf, problemOf, withinLimit } from './request.ts';
import { DATA_POLICY, SECURITY_HEADERS } from './security-headers.ts';
import { settle } from './settle.ts';

export interface HttpInput<C extends HttpContract> {
  params: { [N in RouteParameter<C['route']>]: string };
  query: C extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
  body: Body<C>;
  actor: C extends { auth: 'user' } ? User : undefined;
  client: Client;
  locale: Locale;
  now: Date;
  requestId: string;
  log: Log;
}

/** What is sent, as JSON or, where the contract says so, as a form with a file. */
type Body<C extends HttpContract> =
  | (C extends { body: infer B extends z.ZodType } ? z.output<B> : undefined)
  | (C extends { withFile: { body: infer F extends z.ZodType } } ? z.output<F> & { file: SentFile } : never);

/** The statuses that a contract declares. */
type Status<C extends HttpContract> = keyof C['returns'] & number;

/** The body of an answer: as a job gives it, and as it was kept. */
type Given<C extends HttpContract, S extends Status<C>> = S extends unknown
  ? C['returns'][S] extends infer B extends z.ZodType
    ? z.input<B>
    : undefined
  : never;
type Kept<C extends HttpContract, S extends Status<C>> = z.output<Extract<C['returns'][S], z.ZodType>>;

/** What a job decides: the answer, and the writes that must be done for it to be true. */
export interface HttpAnswer<C extends HttpContract, S extends Status<C> = Status<C>> {
  status: S;
  body: Given<C, S>;
  /** Fields of the body for this time only: they are not kept with an Idempotency-Key, `renew` makes them anew. */
  fresh?: Partial<Given<C, S>>;
  headers?: Record<string, string>;
  writes?: readonly Write[];
}

type Job<C extends HttpContract, S extends Status<C>> = (input: HttpInput<C>) => Promise<HttpAnswer<C, S>>;
/** The fields that change when the kept answer of an Idempotency-Key is given again. */
type Renew<C extends HttpContract, S extends Status<C>> = (
  kept: Kept<C, S>,
  input: HttpInput<C>,
) => Promise<Partial<Given<C, S>>>;

const json = (status: number, body: string | undefined, headers: Record<string, string> = {}): HttpResponse => ({
  statusCode: status,
  headers: {
    ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    'content-security-policy': DATA_POLICY,
    ...SECURITY_HEADERS,
    ...headers,
  },
  ...(body !== undefined && { body }),
});

/** The Lambda handler of an `http` contract: everything but the job itself. */
export function serve<C extends HttpContract, S extends Status<C>>(contract: C, job: Job<C, S>, renew?: Renew<C, S>) {
  return handlerOf<HttpEvent, HttpResponse>(
    (parts) => [observed(contract.route, parts), problems],
    (parts) => async (event) => {
      const caller = await admitted(contract, event, parts.clock());
      const form = contract.withFile && isForm(event) ? await formOf(event, contract.withFile.part) : undefined;
      const input = () => inputOf(contract, event, caller, parts.log, form);
      const once = onceOf(contract, event, caller, form);
      const replay = () => replayed(contract, once, renew && ((kept) => renew(kept as Kept<C, S>, input())));
      const carryOut = async () => {
        const given = input();
        const counted = countedByAccount(contract, caller);
        if (contract.actsOutside) await counted;
        return answer(contract, event, () => meanwhile(counted, job(given)), once, caller.now);
      };

      // First of all: whoever asks again for what was done is not counted again.
      const earlier = await replay();
      if (earlier) return earlier;
      try {
        return await (once && contract.actsOutside ? once.alone(carryOut) : carryOut());
      } catch (error) {
        if (!(error instanceof AnsweredMeanwhile)) throw error;
        const theirs = await replay();
        if (theirs) return theirs;
        throw underWay();
      }
    },
  );
}

interface Caller {
  client: Client;
  actor: User | undefined;
  now: Date;
}

/** Who calls, once let in: within the limit of the address, with a key that holds the right. @throws 429, 401, 403 */
async function admitted(contract: HttpContract, event: HttpEvent, now: Date): Promise<Caller> {
  const { auth, rights, limit, route } = contract;
  const client = clientOf(event);
  if (limit?.per === 'address') await withinLimit(limit, route, client.address, now);
  const actor = auth === 'user' ? await authenticate(event.headers.authorization, rights) : undefined;
  return { client, actor, now };
}

/** What the job is given. @throws 400, 413, 415, 422 */
const inputOf = <C extends HttpContract>(contract: C, event: HttpEvent, caller: Caller, log: Log, form?: Form) =>
  ({
    params: event.pathParameters ?? {},
    query: contract.query && parsed(contract.query, queryWithOwnCursor(event), '?'),
    body: bodyOf(contract, event, form),
    ...caller,
    locale: localeOf(event),
    requestId: event.requestContext.requestId,
    log,
  }) as unknown as HttpInput<C>;

/** @throws 400, 413, 415, 422 */
function bodyOf({ body, withFile }: HttpContract, event: HttpEvent, form: Form | undefined): unknown {
  if (withFile && form) return { ...(parsed(withFile.body, form.fields) as object), file: form.file };
  return body && parsed(body, jsonBody(event, body));
}

/** @throws 429 */
async function countedByAccount({ limit, route }: HttpContract, { actor, now }: Caller): Promise<void> {
  if (limit?.per === 'account' && actor) await withinLimit(limit, route, actor.tenant, now);
}

/** A job that only looks may look while it is counted: nothing is written before. */
async function meanwhile<T>(counted: Promise<void>, outcome: Promise<T>): Promise<T> {
  outcome.catch(() => undefined);
  await counted;
  return outcome;
}

function onceOf(
  contract: HttpContract,
  event: HttpEvent,
  { actor, now }: Caller,
  form: Form | undefined,
): Idempotency | undefined {
  const header = event.headers['idempotency-key'];
  if (header === undefined || !actor || !takesIdempotencyKey(contract)) return undefined;
  const { tenant } = actor;
  const body = form?.identity ?? bodyText(event);
  return idempotency({ tenant, path: event.rawPath, header, body, now, timeout: timeoutOf(contract) });
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

interface Plain {
  status: number;
  body?: unknown;
  fresh?: object;
  headers?: Record<string, string>;
  writes?: readonly Write[];
}

async function answer<C extends HttpContract>(
  contract: C,
  event: HttpEvent,
  job: () => Promise<HttpAnswer<C>>,
  once: Idempotency | undefined,
  now: Date,
): Promise<HttpResponse> {
  const record = ({ status, body }: Plain) =>
    once ? [once.record(status, contract.answersSecret ? undefined : textOf(contract, status, body))] : [];
  const { status, body, fresh, headers } = await settle(job as () => Promise<Plain>, now, record);
  return json(status, textOf(contract, status, nextBound(event, body), fresh), headers);
}

/** A page of a list, whose cursor goes on with this list alone. */
function nextBound(event: HttpEvent, body: unknown): unknown {
  const { nextCursor } = (body ?? {}) as { nextCursor?: unknown };
  return typeof nextCursor === 'string' ? { ...(body as object), nextCursor: boundCursor(event, nextCursor) } : body;
}

/** The body as the contract declares it, and nothing else. */
function textOf({ returns }: HttpContract, status: number, body: unknown, fresh?: object): string | undefined {
  const shape = returns[status];
  return shape ? JSON.stringify(shape.parse(fresh ? { ...(body as object), ...fresh } : body)) : undefined;
}

async function replayed(
  contract: HttpContract,
  once: Idempotency | undefined,
  renew: ((kept: unknown) => Promise<object>) | undefined,
): Promise<HttpResponse | undefined> {
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
  const { status, body } = earlier;
  const kept: unknown = renew && body !== undefined ? JSON.parse(body) : undefined;
  const text = renew && kept !== undefined ? textOf(contract, status, kept, await renew(kept)) : body;
  return json(status, text, { 'idempotent-replayed': 'true' });
}
