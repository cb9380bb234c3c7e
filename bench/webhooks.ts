import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { signatureFacts } from '../events/signature.ts';
import { openAccount } from '../functions/accounts/account.ts';
import { tell } from '../functions/facts/fact.ts';
import { newEndpoint } from '../functions/webhooks/webhook-endpoint.ts';
import type { Engines } from '../infra/local/engines.ts';
import type { Handler } from '../shared/function/parts.ts';
import type { Tenant } from '../shared/identity/tenant.ts';
import { logger } from '../shared/log.ts';
import { commit } from '../shared/table/transact.ts';
import { queued, queueEvent } from '../test/queues.ts';
import { deployed } from './deployed.ts';
import { type Figure, median, timed } from './figures.ts';

const ROUNDS = 30;
/** Messages that a queue gives to one invocation. */
const BATCH = 10;
/** Invocations at once of who delivers (`deliver-webhook`). */
const AT_ONCE = 20;
const ENDPOINTS = 1_000;
const HANGING = 100;
/** The most endpoints of an account. */
const EACH = 50;
const QUIET = logger({}, () => {});
const FACT = { requestId: 'sig_bench', documentId: 'doc_bench', contactId: 'ctc_bench' };

type Consumer = Handler<SQSEvent, SQSBatchResponse>;

/** The functions between an act and the server of a business, as deployed, on loopback, beside a bare fetch. */
export async function webhooks(engines: Engines): Promise<Figure[]> {
  const receiver = await startReceiver();
  try {
    const chain = await theChain(engines, receiver.port);
    return [...(await oneEndpoint(chain, receiver)), ...(await manyEndpoints(chain, receiver))];
  } finally {
    await receiver.close();
  }
}

type Chain = Awaited<ReturnType<typeof theChain>>;
type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** The server of every business: answers at once, but for the addresses that hang. */
async function startReceiver() {
  const heard: { path: string; at: number }[] = [];
  let hangs = false;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      heard.push({ path: request.url ?? '', at: performance.now() });
      if (!hangs || request.url !== '/hangs') response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    /** From now on, what is asked of `/hangs` is never answered. */
    hang: () => {
      hangs = true;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function theChain(engines: Engines, port: number) {
  const names = [
    'create-webhook-endpoint',
    'tell-listeners',
    'queue-deliveries',
    'deliver-slow-webhook',
    'deliver-webhook',
  ];
  const consumers: Record<string, Consumer> = {};
  for (const name of names) {
    Object.assign(process.env, engines.environmentOf(name));
    const handler = await deployed<Consumer>(engines, name);
    consumers[name] = handler.with({ log: QUIET });
  }
  // It may send to any queue: this process is all of them.
  Object.assign(process.env, engines.environmentOf('wake-due'));
  process.env.OUTSIDE_ALLOW = `localhost:${port}`;
  const run = (name: string, messages: object[]) => {
    const Records = messages.flatMap((data) => queueEvent(name, enveloped(name, data)).Records);
    return consumers[name]!({ Records });
  };
  /** Lets a function take what waits for it, batch after batch, so many batches at once. */
  const drain = async (name: string, atOnce = AT_ONCE) => {
    const waiting = await queued(name);
    const workers = Array.from({ length: atOnce }, async () => {
      for (let batch = waiting.splice(0, BATCH); batch.length; batch = waiting.splice(0, BATCH)) await run(name, batch);
    });
    await Promise.all(workers);
  };
  return { port, drain };
}

const enveloped = (name: string, data: object) =>
  JSON.stringify({ id: 'evt_bench', name, at: new Date().toISOString(), data });

async function account(): Promise<Tenant> {
  const now = new Date();
  const person = { email: 'camille@bench.example', firstName: 'Camille', lastName: 'Durand' };
  const { account: made, writes } = openAccount(person, now);
  await commit(writes, now);
  return made.id;
}

async function addEndpoint(tenant: Tenant, url: string): Promise<void> {
  const now = new Date();
  await commit((await newEndpoint(tenant, { url, facts: ['signature.completed'] }, now)).writes, now);
}

async function happens(tenant: Tenant): Promise<void> {
  const now = new Date();
  await commit([tell(tenant, signatureFacts, 'completed', FACT, now)], now);
}

/** From the act to the call, one fact at a time; then as many deliveries as there are. */
async function oneEndpoint({ port, drain }: Chain, { heard }: Receiver): Promise<Figure[]> {
  const url = `http://localhost:${port}/one`;
  const tenant = await account();
  await addEndpoint(tenant, url);
  const delays: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const begun = performance.now();
    await happens(tenant);
    for (const name of ['tell-listeners', 'queue-deliveries', 'deliver-webhook']) await drain(name, 1);
    delays.push((heard.at(-1)?.at ?? Number.NaN) - begun);
  }
  const many = 300;
  for (let i = 0; i < many; i++) await happens(tenant);
  await drain('tell-listeners');
  await drain('queue-deliveries');
  const before = heard.length;
  const ours = await timed(() => drain('deliver-webhook'));
  await drain('deliver-slow-webhook');
  if (heard.length - before < many) throw new Error(`${heard.length - before} deliveries of ${many}`);
  const body = JSON.stringify({ id: 'fct_bench', type: 'signature.completed', version: 1, data: FACT });
  const headers = { 'content-type': 'application/json' };
  const fetched = async () => {
    const posts = Array.from(
      { length: many },
      () => async () => (await fetch(url, { method: 'POST', headers, body })).text(),
    );
    await Promise.all(
      Array.from({ length: BATCH }, async () => {
        for (let next = posts.pop(); next; next = posts.pop()) await next();
      }),
    );
  };
  const bare = await timed(fetched);
  const alone: number[] = [];
  for (let i = 0; i < ROUNDS; i++) alone.push(await timed(() => fetch(url, { method: 'POST', headers, body })));
  const one = median(alone);
  const rate = (ms: number) => (many / ms) * 1000;
  return [
    {
      what: 'deliveries a second, one endpoint',
      value: rate(ours),
      unit: '/s',
      note: `a bare fetch loop: ${rate(bare).toFixed(0)} /s; ours reads three rows, decrypts the secret, signs, and writes down each try`,
    },
    {
      what: 'act to delivery, median',
      value: median(delays),
      unit: 'ms',
      note: `through three functions and their queues; one bare fetch: ${one.toFixed(1)} ms`,
    },
  ];
}

/** What those that hang cost the others: when they first do, and from then on. */
async function manyEndpoints({ port, drain }: Chain, { heard, hang }: Receiver): Promise<Figure[]> {
  const tenants = await Promise.all(Array.from({ length: ENDPOINTS / EACH }, account));
  for (const tenant of tenants) {
    for (let i = 0; i < EACH; i++) {
      const hangs = i % (ENDPOINTS / HANGING) === 0;
      await addEndpoint(tenant, `http://localhost:${port}/${hangs ? 'hangs' : 'answers'}`);
    }
  }
  const round = async () => {
    for (const tenant of tenants) await happens(tenant);
    await drain('tell-listeners');
    await drain('queue-deliveries');
    const [before, begun] = [heard.length, performance.now()];
    const done = drain('deliver-webhook');
    // Those known to be slow are called apart, by a function of their own, meanwhile.
    const apart = drain('deliver-slow-webhook', 10);
    await Promise.all([done, apart]);
    return heard.slice(before).flatMap(({ path, at }) => (path === '/answers' ? [at - begun] : []));
  };
  const told = async (): Promise<{ median: number; last: number }> => {
    const delays = await round();
    if (delays.length < ENDPOINTS - HANGING) throw new Error(`${delays.length} of the others were called`);
    return { median: median(delays), last: Math.max(...delays) };
  };
  const all = await told();
  hang();
  const first = await told();
  const known = await told();
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return [
    {
      what: `${ENDPOINTS} endpoints, ${HANGING} hang: the others’ median, against when none does`,
      value: known.median / all.median,
      unit: 'x',
      limit: 1.25,
      note: `${seconds(known.median)} against ${seconds(all.median)}; the last after ${seconds(known.last)} against ${seconds(all.last)}`,
    },
    {
      what: 'the same the first time that they hang',
      value: first.median / all.median,
      unit: 'x',
      note: `${seconds(first.median)}, the last after ${seconds(first.last)}: an endpoint that takes five seconds is called apart from then on`,
    },
  ];
}
