import { randomBytes, randomInt } from 'node:crypto';
import type { S3Event, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { openAccount } from '../functions/accounts/account.ts';
import { s3EventOf } from '../infra/local/s3-events.ts';
import { statusesOf } from '../infra/openapi-problems.ts';
import { type Clock, systemClock } from '../shared/clock.ts';
import { config } from '../shared/config.ts';
import type {
  HttpContract,
  PageContract,
  QueueContract,
  ScheduleContract,
  UploadContract,
  WebhookContract,
} from '../shared/function/contract.ts';
import type { Handler } from '../shared/function/parts.ts';
import type { HttpEvent, HttpResponse } from '../shared/function/request.ts';
import { issueApiKey } from '../shared/identity/api-key.ts';
import type { Right } from '../shared/identity/rights.ts';
import type { Tenant } from '../shared/identity/tenant.ts';
import { newId } from '../shared/ids.ts';
import { type Log, logger } from '../shared/log.ts';
import { commit } from '../shared/table/transact.ts';
import { withAccess } from './contract-environment.ts';
import { inbox } from './mailbox.ts';
import { queued, queueEvent } from './queues.ts';
import { type Received, received, requestEvent, type Sent } from './request.ts';
import { PUBLIC_URL } from './setup.ts';

const CAMILLE = { firstName: 'Camille', lastName: 'Durand', company: 'Durand & fils' };

type WebHandler = Handler<HttpEvent, HttpResponse>;

interface Timed {
  /** Where the time stands; the system's clock unless given. */
  clock?: Clock;
}
interface Call extends Sent, Timed {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent in its place, as multipart/form-data. */
  form?: FormData;
  /** The API key; the tenant's own unless given, none when null. */
  as?: string | null;
}
interface Submission extends Sent, Timed {
  /** The fields of the form, sent as a browser sends them. */
  form?: Readonly<Record<string, string>> | FormData;
  /** What the caller accepts; HTML unless given. */
  accept?: string;
}
interface Notice extends Sent, Timed {
  /** The body as it is sent. */
  body: string;
}
interface Delivery extends Timed {
  /** How often the same message comes, one time after the other. */
  times?: number;
  /** The data is the whole body of the message, as others than we send it. */
  raw?: boolean;
}

export interface TestTenant {
  tenant: Tenant;
  userId: string;
  userEmail: string;
  /** A key with every right. */
  apiKey: string;
  /** Another key of the account, with these rights only. */
  key(...rights: Right[]): Promise<string>;
  /** An address that no other test uses. */
  email(name: string): string;
  /** A French mobile number that no other test uses, E.164. */
  phone(): string;
  /** Calls the handler of an `http` contract as API Gateway does. */
  call(handler: WebHandler, contract: HttpContract, call?: Call): Promise<Received>;
  /** Asks for a page, or sends its form, as API Gateway does. */
  submit(handler: WebHandler, contract: PageContract, submission?: Submission): Promise<Received>;
  /** Calls a `webhook` handler as its provider does. */
  notify(handler: WebHandler, contract: WebhookContract, notice: Notice): Promise<Received>;
  /** Gives a message to a consumer. @throws what the consumer logged, when the message would come again */
  receive(
    handler: Handler<SQSEvent, SQSBatchResponse>,
    contract: QueueContract,
    data: unknown,
    delivery?: Delivery,
  ): Promise<void>;
  /** Tells an `upload` handler of an object that came into its bucket. */
  uploaded(
    handler: Handler<S3Event, void>,
    contract: UploadContract,
    object: { key: string; size: number },
    timed?: Timed,
  ): Promise<void>;
  /** Runs a `schedule` handler. */
  tick(handler: Handler<object, void>, contract: ScheduleContract, timed?: Timed): Promise<void>;
  /** Sends bytes to a presigned address, as a program does. */
  put(
    upload: { url: string; method: string; headers: Record<string, string> },
    bytes: Uint8Array,
  ): Promise<{ status: number; text: string }>;
  inbox: typeof inbox;
  queued: typeof queued;
  /** Every line that was logged on behalf of this tenant. */
  logged: readonly string[];
}

/** A new account, of Camille Durand at Durand & fils, with a key. Each test file is an account of its own, in a table and queues of its own. */
export async function tenant(): Promise<TestTenant> {
  const now = new Date();
  const { account, user, writes } = openAccount(
    { ...CAMILLE, email: `camille.${randomBytes(8).toString('hex')}@example.com` },
    now,
  );
  await commit(writes, now);
  const { id } = account;
  const key = async (...rights: (Right | '*')[]) => {
    const issued = issueApiKey({ accountId: id, userId: user.id, name: 'tests', rights }, now);
    await commit([issued.write], now);
    return issued.text;
  };
  const apiKey = await key('*');
  // Limits are counted by address.
  const address = `10.${[...randomBytes(3)].join('.')}`;

  const logged: string[] = [];
  const listening = () => listenInto(logged);

  async function send(
    handler: WebHandler,
    { access }: HttpContract | PageContract | WebhookContract,
    event: HttpEvent,
    clock: Clock | undefined,
  ): Promise<Received> {
    const { log, failure } = listening();
    const answer = received(await withAccess(access, () => handler.with({ clock: clock ?? systemClock, log })(event)));
    if (answer.status === 500) console.error(failure());
    return answer;
  }

  return {
    tenant: id,
    userId: user.id,
    userEmail: user.email,
    apiKey,
    key,
    email: (name) => `${name}.${id.slice(4)}@example.com`,
    phone: () => `+336${randomInt(3)}${String(randomInt(1e7)).padStart(7, '0')}`,
    inbox,
    queued,
    logged,
    call: async (handler, contract, { body, form, as = apiKey, clock, headers, ...sent } = {}) => {
      const multipart = form && new Response(form);
      const answer = await send(
        handler,
        contract,
        requestEvent(
          contract.route,
          {
            ...sent,
            headers: {
              ...(as !== null && { authorization: `Bearer ${as}` }),
              ...(body !== undefined && { 'content-type': 'application/json' }),
              ...(multipart && { 'content-type': multipart.headers.get('content-type') ?? '' }),
              ...headers,
            },
          },
          multipart
            ? new Uint8Array(await multipart.arrayBuffer())
            : body === undefined
              ? undefined
              : JSON.stringify(body),
          address,
        ),
        clock,
      );
      mustBeDeclared(contract, answer);
      return answer;
    },
    submit: async (handler, contract, { form, accept = 'text/html', clock, headers, ...sent } = {}) => {
      const multipart = form instanceof FormData ? new Response(form) : undefined;
      const fromOurPage = { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' };
      return send(
        handler,
        contract,
        requestEvent(
          contract.route,
          {
            ...sent,
            headers: {
              accept,
              ...(!contract.route.startsWith('GET ') && fromOurPage),
              ...(form && {
                'content-type': multipart?.headers.get('content-type') ?? 'application/x-www-form-urlencoded',
              }),
              ...headers,
            },
          },
          multipart
            ? new Uint8Array(await multipart.arrayBuffer())
            : form && new URLSearchParams(form as Record<string, string>).toString(),
          address,
        ),
        clock,
      );
    },
    notify: (handler, contract, { body, clock, headers, ...sent }) =>
      send(
        handler,
        contract,
        requestEvent(
          contract.route,
          { ...sent, headers: { 'content-type': 'application/json', ...headers } },
          body,
          address,
        ),
        clock,
      ),
    uploaded: (handler, { bucket, access }, object, { clock = systemClock } = {}) => {
      const event = uploadEvent(config.bucket(bucket), object);
      return withAccess(access, () => handler.with({ clock, log: listening().log })(event));
    },
    tick: (handler, { access }, { clock = systemClock } = {}) =>
      withAccess(access, () => handler.with({ clock, log: listening().log })({})),
    put: async ({ url, method, headers }, bytes) => {
      const { 'content-length': _, ...others } = headers;
      const response = await fetch(url, { method, headers: others, body: new Uint8Array(bytes) });
      return { status: response.status, text: await response.text() };
    },
    receive: async (handler, { message, access }, data, { clock = systemClock, times = 1, raw } = {}) => {
      const at = clock();
      const body = raw ? data : { id: newId('evt', at), name: message.name, at: at.toISOString(), data };
      const event = queueEvent(message.name, JSON.stringify(body));
      for (let time = 0; time < times; time++) {
        const { log, failure } = listening();
        const { batchItemFailures } = await withAccess(access, () => handler.with({ clock, log })(event));
        if (batchItemFailures.length) throw new Error(`${message.name} failed: ${failure()}`);
      }
    },
  };
}

/** Programs are written after the API's document: what it does not tell of is a fault. */
function mustBeDeclared(contract: HttpContract, { status, body }: Received): void {
  if (statusesOf(contract).includes(status)) return;
  throw new Error(`${contract.route} answered ${status} ${body?.type}, which its contract does not declare`);
}

const uploadEvent = (bucket: string, object: { key: string; size: number }): S3Event => {
  const eventTime = new Date().toISOString();
  const created = { ...object, bucket, eTag: '0', versionId: null, sequencer: '0', eventTime };
  return s3EventOf({ ...created, eventName: 'ObjectCreated:Put' }) as S3Event;
};

/** A log that keeps what went wrong, for the test that fails of it. */
function listenInto(all: string[]): { log: Log; failure: () => string } {
  const lines: string[] = [];
  const write = (line: string) => {
    lines.push(line);
    all.push(line);
  };
  return {
    log: logger({}, write),
    failure: () => lines.filter((line) => /"level":"(error|warn)"/.test(line)).join('\n'),
  };
}
