import type { ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signatureFacts } from '../../events/signature.ts';
import { after, DAY, HOUR } from '../../shared/clock.ts';
import type { ToldFact } from '../../shared/function/fact.ts';
import { commit } from '../../shared/table/transact.ts';
import { crashes } from '../../test/crash.ts';
import { eventually } from '../../test/eventually.ts';
import { happenedIn } from '../../test/facts.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { setVariables } from '../../test/variables.ts';
import { answering, type ReceivedWebhook, type WebhookReceiver, webhookReceiver } from '../../test/webhook-receiver.ts';
import { tell } from '../facts/fact.ts';
import tellListenersContract from '../facts/tell-listeners/contract.ts';
import { handler as tellListeners } from '../facts/tell-listeners/handler.ts';
import wakeDueContract from '../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../platform/wake-due/handler.ts';
import createContract from './create-webhook-endpoint/contract.ts';
import { handler as create } from './create-webhook-endpoint/handler.ts';
import deleteContract from './delete-webhook-endpoint/contract.ts';
import { handler as remove } from './delete-webhook-endpoint/handler.ts';
import slowContract from './deliver-slow-webhook/contract.ts';
import { handler as deliverSlow } from './deliver-slow-webhook/handler.ts';
import deliverContract from './deliver-webhook/contract.ts';
import { handler as deliver } from './deliver-webhook/handler.ts';
import getContract from './get-webhook-endpoint/contract.ts';
import { handler as get } from './get-webhook-endpoint/handler.ts';
import logContract from './list-webhook-deliveries/contract.ts';
import { handler as log } from './list-webhook-deliveries/handler.ts';
import listContract from './list-webhook-endpoints/contract.ts';
import { handler as list } from './list-webhook-endpoints/handler.ts';
import queueContract from './queue-deliveries/contract.ts';
import { handler as queueDeliveries } from './queue-deliveries/handler.ts';
import replayContract from './replay-webhook-delivery/contract.ts';
import { handler as replay } from './replay-webhook-delivery/handler.ts';
import rotateContract from './rotate-webhook-secret/contract.ts';
import { handler as rotate } from './rotate-webhook-secret/handler.ts';
import testContract from './test-webhook-endpoint/contract.ts';
import { handler as tryOut } from './test-webhook-endpoint/handler.ts';
import updateContract from './update-webhook-endpoint/contract.ts';
import { handler as update } from './update-webhook-endpoint/handler.ts';
import { TRIES } from './webhook-delivery.ts';

let t: TestTenant;
let now: Date;
const open: WebhookReceiver[] = [];
beforeEach(async () => {
  t = await tenant();
  now = new Date();
});
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});

async function receiver(...behaviour: Parameters<typeof webhookReceiver>) {
  const started = await webhookReceiver(...behaviour);
  open.push(started);
  return started;
}
const add = (url: string, facts = ['*'], as?: string) =>
  t.call(create, createContract, { body: { url, facts }, ...(as && { as }) });
const at = (webhookEndpointId: string) => ({ params: { webhookEndpointId } });
const seen = async (id: string) => (await t.call(get, getContract, at(id))).body;
const logOf = async (id: string) => (await t.call(log, logContract, at(id))).body.items;
const change = (id: string, body: object) => t.call(update, updateContract, { ...at(id), body });
const ours = async (queue: string) => (await t.queued(queue)).filter(({ tenant: of }) => of === t.tenant);

const data = { requestId: 'sig_1', documentId: 'doc_1', contactId: 'ctc_1' };
/** Something happens, and everybody hears of it: deliveries are queued, none is made. */
async function happens(kind: keyof (typeof signatureFacts)['kinds'] = 'completed'): Promise<ToldFact> {
  await commit([tell(t.tenant, signatureFacts, kind, data, now)], now);
  for (const message of await ours('tell-listeners')) await t.receive(tellListeners, tellListenersContract, message);
  const [fact] = await ours('queue-deliveries');
  await t.receive(queueDeliveries, queueContract, fact, clockAt(0));
  return fact;
}
const clockAt = (seconds: number) => ({ clock: () => after(now, seconds) });
/** Makes the deliveries that are queued. */
async function delivers(seconds = 0): Promise<void> {
  for (const message of await ours('deliver-webhook'))
    await t.receive(deliver, deliverContract, message, clockAt(seconds));
  for (const message of await ours('deliver-slow-webhook'))
    await t.receive(deliverSlow, slowContract, message, clockAt(seconds));
}
const again = (deliveryId: string, seconds: number) =>
  t.receive(deliver, deliverContract, { tenant: t.tenant, deliveryId }, clockAt(seconds));
const signs = (secret: string, { headers, body }: ReceivedWebhook | undefined = expect.unreachable()) =>
  String(headers['webhook-signature'])
    .split(' ')
    .includes(
      new Webhook(secret).sign(
        String(headers['webhook-id']),
        new Date(Number(headers['webhook-timestamp']) * 1000),
        body,
      ),
    );

test('a fact comes signed to who chose it, as any library of Standard Webhooks verifies it', async () => {
  const mine = await receiver();
  const { status, body, location } = await add(mine.url, ['signature.completed']);
  expect(status).toBe(201);
  expect(location).toBe(`/v1/webhook-endpoints/${body.id}`);
  expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);

  await happens('opened');
  const fact = await happens('completed');
  await delivers();
  expect(mine.received).toHaveLength(1);
  const [{ headers, body: sent }] = mine.received as [ReceivedWebhook];
  expect(new Webhook(body.secret).verify(sent, headers as Record<string, string>)).toEqual({
    id: fact.id,
    type: 'signature.completed',
    version: 1,
    timestamp: now.toISOString(),
    data,
  });
  expect(headers['webhook-id']).toBe(fact.id);
  expect(headers['content-type']).toMatch(/^application\/json/);
  const tampered = sent.replace('sig_1', 'sig_2');
  expect(() => new Webhook(body.secret).verify(tampered, headers as Record<string, string>)).toThrow();
  expect(await logOf(body.id)).toEqual([
    {
      id: expect.stringMatching(/^whd_/),
      factId: fact.id,
      fact: 'signature.completed',
      status: 'delivered',
      tries: [{ at: now.toISOString(), ms: expect.any(Number), statusCode: 204 }],
      createdAt: expect.any(String),
    },
  ]);
});

test('the secret is shown once, and stored encrypted', async () => {
  const { url } = await receiver();
  const headers = { 'idempotency-key': 'endpoint-1' };
  const first = await t.call(create, createContract, { body: { url, facts: ['*'] }, headers });
  const { secret, ...shown } = first.body;
  const second = await t.call(create, createContract, { body: { url, facts: ['*'] }, headers });
  expect(second.status).toBe(409);
  expect(second.body.type).toMatch(/secret-shown-once$/);
  expect((await t.call(list, listContract)).body).toEqual({ items: [shown] });
  expect(await seen(shown.id)).toEqual(shown);
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect(t.logged.join('\n')).not.toContain(secret);
});

describe('refuses', () => {
  test.each([
    ['an address in clear', { url: 'http://example.com/hook' }, '/url', 'https://'],
    ['one of this machine', { url: 'https://127.0.0.1/hook' }, '/url', 'internet public'],
    ['one of this machine in other digits', { url: 'https://0x7f.1/hook' }, '/url', 'internet public'],
    ['the cloud’s own', { url: 'https://169.254.169.254/latest/meta-data' }, '/url', 'internet public'],
    ['one of this machine, IPv6', { url: 'https://[::1]/hook' }, '/url', 'internet public'],
    ['another port', { url: 'https://1.1.1.1:22/' }, '/url', 'port'],
    ['a login in it', { url: 'https://me:pass@example.com/' }, '/url', 'identifiants'],
    ['another protocol', { url: 'ftp://example.com/' }, '/url', 'https://'],
    ['no address', { url: 'example' }, '/url', 'https://'],
    ['a fact that nobody tells', { facts: ['signature.burnt'] }, '/facts/0', 'signature.completed'],
    ['no fact', { facts: [] }, '/facts', ''],
    ['an unknown field', { secret: 'whsec_mine' }, '/secret', ''],
  ])('%s', async (_, wrong, pointer, words) => {
    const body = { url: 'https://1.1.1.1/hook', facts: ['*'], ...wrong };
    const { status, body: problem } = await t.call(create, createContract, { body });
    expect(status).toBe(422);
    expect(problem.errors[0].pointer).toBe(pointer);
    expect(problem.errors[0].detail).toContain(words);
  });

  test('a key that only reads, and what is another account’s', async () => {
    const { url } = await receiver();
    expect((await add(url, ['*'], await t.key('webhooks:read'))).status).toBe(403);
    const { body } = await add(url);
    await happens();
    const [{ id: deliveryId }] = await logOf(body.id);
    const as = (await tenant()).apiKey;
    const there = { ...at(body.id), as };
    for (const answer of [
      await t.call(get, getContract, there),
      await t.call(update, updateContract, { ...there, body: {} }),
      await t.call(remove, deleteContract, there),
      await t.call(rotate, rotateContract, there),
      await t.call(tryOut, testContract, there),
      await t.call(log, logContract, there),
      await t.call(replay, replayContract, { params: { webhookEndpointId: body.id, deliveryId }, as }),
    ])
      expect(answer.status).toBe(404);
  });

  test('the fifty-first endpoint', async () => {
    const { url } = await receiver();
    for (let n = 0; n < 49; n++) expect((await add(url)).status).toBe(201);
    // The fiftieth and the fifty-first at once: whoever counted 49 too is not the second.
    const answers = await Promise.all([add(url), add(url)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.type).toMatch(/too-many-webhook-endpoints$/);
    expect((await add(url)).status).toBe(409);
  });
});

describe('a server that does not take it', () => {
  test.each([
    [
      'fails',
      answering(500, 'Base de données absente'),
      { statusCode: 500, cause: 'refused', answer: 'Base de données absente' },
    ],
    [
      'redirects',
      answering(302, '', { location: 'http://169.254.169.254/' }),
      { statusCode: 302, cause: 'redirected' },
    ],
    ['closes', (response) => response.destroy(), { cause: 'connection-lost' }],
    ['answers no HTTP', (response) => response.socket?.end('SSH-2.0-OpenSSH\r\n'), { cause: 'connection-lost' }],
    [
      'answers without end',
      (response) => response.writeHead(500).write('x'.repeat(100_000)),
      { statusCode: 500, cause: 'refused', answer: 'x'.repeat(500) },
    ],
  ] satisfies [string, Parameters<typeof webhookReceiver>[0], object][])(
    '%s: the log says what to do, and when it is tried again',
    async (_, behaviour, found) => {
      const mine = await receiver(behaviour);
      const { body } = await add(mine.url);
      await happens();
      await delivers();
      const [delivery] = await logOf(body.id);
      expect(delivery).toMatchObject({ status: 'pending', nextTryAt: after(now, 5).toISOString() });
      expect(delivery.tries).toEqual([
        { at: now.toISOString(), ms: expect.any(Number), advice: expect.stringMatching(/\.$/), ...found },
      ]);
      expect(await seen(body.id)).toMatchObject({ status: 'enabled', failingSince: now.toISOString() });
      expect(mine.received).toHaveLength(1);

      mine.behaves(answering(200));
      await again(delivery.id, 5);
      expect(await logOf(body.id)).toMatchObject([{ status: 'delivered', tries: [{ statusCode: 200 }, found] }]);
      expect(await seen(body.id)).not.toHaveProperty('failingSince');
      expect(new Set(mine.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    },
  );

  test('is gone, for nobody listens there', async () => {
    const mine = await receiver();
    const { body } = await add(mine.url);
    await mine.close();
    await happens();
    await delivers();
    expect(await logOf(body.id)).toMatchObject([{ status: 'pending', tries: [{ cause: 'unreachable' }] }]);
  });

  test('has become a private address: it is not called, and the log says so', async () => {
    const mine = await receiver();
    const { body } = await add(mine.url);
    setVariables({ OUTSIDE_ALLOW: undefined });
    await happens();
    await delivers();
    expect(await logOf(body.id)).toMatchObject([
      { tries: [{ cause: 'address-not-public', advice: expect.stringContaining('internet public') }] },
    ]);
    expect(mine.received).toEqual([]);
  });

  test('is tried eight times in 28 hours, no sooner, then no more, until it is replayed', async () => {
    const mine = await receiver(answering(503));
    const { body } = await add(mine.url);
    await happens();
    const [{ id }] = await logOf(body.id);
    let seconds = 0;
    for (const wait of TRIES) {
      if (wait) await again(id, seconds + wait - 3);
      seconds += wait;
      await again(id, seconds);
    }
    expect(seconds).toBe(5 + 300 + 1800 + 2 * HOUR + 5 * HOUR + 20 * HOUR);
    expect(mine.received).toHaveLength(8);
    const [failed] = await logOf(body.id);
    expect(failed).toMatchObject({ status: 'failed' });
    expect(failed).not.toHaveProperty('nextTryAt');
    await again(id, seconds + DAY);
    expect(mine.received).toHaveLength(8);

    mine.behaves(answering(200));
    const params = { webhookEndpointId: body.id, deliveryId: id };
    const { status, body: replayed } = await t.call(replay, replayContract, { params });
    expect(status).toBe(202);
    expect(replayed).toMatchObject({ id, status: 'pending' });
    await delivers(60);
    expect(await logOf(body.id)).toMatchObject([{ status: 'delivered' }]);
    expect(new Set(mine.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test.each([
    ['seconds', '600', 600],
    ['a date', 'in 900 seconds', 900],
    ['days', '864000', 10 * HOUR],
    ['less than we wait by ourselves', '1', TRIES[1]],
    ['nonsense', 'soon', TRIES[1]],
  ] as const)(
    'asks to come back later, by %s: it is left alone until then, ten hours at most',
    async (_, asked, seconds) => {
      now = new Date(Math.floor(now.getTime() / 1000) * 1000);
      const mine = await receiver(
        answering(503, '', {
          'retry-after': asked === 'in 900 seconds' ? new Date(now.getTime() + 900_000).toUTCString() : asked,
        }),
      );
      const { body } = await add(mine.url);
      await happens();
      await delivers();
      const [{ nextTryAt }] = await logOf(body.id);
      const wait = (Date.parse(nextTryAt) - now.getTime()) / 1000;
      expect(wait).toBeGreaterThanOrEqual(seconds);
      expect(wait).toBeLessThan(seconds + 5);
    },
  );

  test('answers 410: it is no longer called, and what waits is replayed once it is enabled', async () => {
    const mine = await receiver(answering(410));
    const { body } = await add(mine.url);
    await happens('opened');
    await happens('completed');
    await delivers();
    expect(mine.received).toHaveLength(1);
    expect(await seen(body.id)).toMatchObject({ status: 'disabled', disabledBecause: 'gone' });
    const [waiting] = (await logOf(body.id)).filter(({ cause }: { cause?: string }) => cause === 'endpoint-disabled');
    expect(waiting.status).toBe('failed');
    const params = { webhookEndpointId: body.id, deliveryId: waiting.id };
    const refused = await t.call(replay, replayContract, { params });
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain('enabled: true');
    await happens('signed');
    expect(await logOf(body.id)).toHaveLength(2);

    mine.behaves(answering(204));
    expect((await change(body.id, { enabled: true })).body).toMatchObject({ status: 'enabled' });
    expect((await t.call(replay, replayContract, { params })).status).toBe(202);
    await delivers(60);
    expect(mine.received).toHaveLength(2);
  });

  test('fails for more than three days without one success: it is no longer called', async () => {
    const mine = await receiver(answering(500));
    const { body } = await add(mine.url);
    await happens('opened');
    await delivers();
    const fails = async (days: number) => {
      const fact = await happens('signed');
      await delivers(days * DAY);
      return fact;
    };
    await fails(2);
    expect(await seen(body.id)).toMatchObject({ status: 'enabled', failingSince: now.toISOString() });
    await fails(3.1);
    expect(await seen(body.id)).toMatchObject({ status: 'disabled', disabledBecause: 'failing' });
    const told = (await happenedIn(t)).filter(({ name }) => name === 'webhook.disabled');
    expect(told.map(({ data }) => data)).toEqual([{ webhookEndpointId: body.id, url: body.url, because: 'failing' }]);
  });
});

test('a server that hangs is left to who has patience: no other waits for it, nor for what it is told next', async () => {
  const held: ServerResponse[] = [];
  const hanging = await receiver((response) => held.push(response));
  const mine = await receiver();
  const [slow, quick] = [await add(hanging.url), await add(mine.url)];
  await happens('opened');
  const first = await ours('deliver-webhook');
  await happens('signed');
  const second = await ours('deliver-webhook');
  await Promise.all(first.map((message) => t.receive(deliver, deliverContract, message, clockAt(0))));
  const heardOf = async (id: string, name: string) =>
    (await logOf(id)).find(({ fact }: { fact: string }) => fact === `signature.${name}`);
  expect(await heardOf(quick.body.id, 'opened')).toMatchObject({ status: 'delivered' });
  expect(await seen(slow.body.id)).toMatchObject({ slowSince: now.toISOString() });
  expect(await seen(slow.body.id)).not.toHaveProperty('failingSince');

  // What was queued before it was known, and what happens from now on: it is not called again where others wait.
  for (const message of second) await t.receive(deliver, deliverContract, message, clockAt(0));
  expect(hanging.received).toHaveLength(1);
  expect(await ours('deliver-slow-webhook')).toHaveLength(2);
  await happens('completed');
  expect(await ours('deliver-webhook')).toHaveLength(1);
  const [apart] = await ours('deliver-slow-webhook');

  const patient = t.receive(deliverSlow, slowContract, apart, clockAt(0));
  await eventually(() => expect(held).toHaveLength(2));
  for (const response of held) response.writeHead(200).end();
  await patient;
  expect(await heardOf(slow.body.id, 'completed')).toMatchObject({ status: 'delivered', tries: [{ statusCode: 200 }] });
  // It answered at once: it is called with the others again.
  expect(await seen(slow.body.id)).not.toHaveProperty('slowSince');
  await happens('declined');
  expect(await ours('deliver-webhook')).toHaveLength(2);
});

test('a secret rotated between two tries: both sign for a day, then the new one alone', async () => {
  const mine = await receiver(answering(500));
  const { body: first } = await add(mine.url);
  await happens();
  await delivers();
  const { body: second } = await t.call(rotate, rotateContract, at(first.id));
  expect(second.secret).not.toBe(first.secret);
  expect(second.secrets).toMatchObject([{}, { until: expect.any(String) }]);
  const [{ id }] = await logOf(first.id);
  await again(id, 5);
  await again(id, 2 * DAY);
  const signers = mine.received.map((webhook) => [first.secret, second.secret].map((secret) => signs(secret, webhook)));
  expect(signers).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
  const { body: third } = await t.call(rotate, rotateContract, at(first.id));
  await again(id, 3 * DAY);
  expect(third.secrets).toHaveLength(2);
  expect(signs(first.secret, mine.received.at(-1))).toBe(false);
});

test('a sample tries an endpoint out: what it answered, and nothing in its log', async () => {
  const mine = await receiver();
  const { body } = await add(mine.url, ['signature.signed', 'mail.bounced']);
  const answer = await t.call(tryOut, testContract, at(body.id));
  expect(answer.body).toMatchObject({ ok: true, fact: 'signature.signed', statusCode: 204 });
  const [webhook] = mine.received;
  expect(JSON.parse(webhook?.body ?? '')).toMatchObject({
    type: 'signature.signed',
    test: true,
    data: signatureFacts.sample,
  });
  expect(signs(body.secret, webhook)).toBe(true);

  mine.behaves(answering(302, '', { location: '/elsewhere' }));
  const failed = await t.call(tryOut, testContract, { ...at(body.id), body: { fact: 'mail.bounced' } });
  expect(failed.body).toMatchObject({
    ok: false,
    fact: 'mail.bounced',
    statusCode: 302,
    cause: 'redirected',
    advice: expect.any(String),
  });
  expect(await logOf(body.id)).toEqual([]);
  expect(await seen(body.id)).not.toHaveProperty('failingSince');
});

test('is changed, switched off and deleted: who is off or gone is not called', async () => {
  const mine = await receiver();
  const { body } = await add(mine.url);
  const description = 'Notre CRM';
  expect((await change(body.id, { facts: ['mail.bounced'], description })).body).toMatchObject({
    facts: ['mail.bounced'],
    description,
  });
  expect((await change(body.id, { url: 'https://10.0.0.1/' })).status).toBe(422);
  await happens();
  expect(await logOf(body.id)).toEqual([]);
  const off = await change(body.id, { facts: ['*'], description: null, enabled: false });
  expect(off.body).toMatchObject({ status: 'disabled', disabledBecause: 'by-hand' });
  expect(await seen(body.id)).toEqual(off.body);
  expect(off.body).not.toHaveProperty('description');
  await change(body.id, { enabled: true });
  await happens();
  expect((await t.call(remove, deleteContract, at(body.id))).status).toBe(204);
  await delivers();
  expect(mine.received).toEqual([]);
  expect((await t.call(get, getContract, at(body.id))).status).toBe(404);
});

test('killed between any two steps, each fact is delivered in the end, always under the same id', async () => {
  for await (const die of crashes()) {
    const mine = await receiver();
    const { body } = await add(mine.url);
    await commit([tell(t.tenant, signatureFacts, 'completed', data, now)], now);
    for (const message of await ours('tell-listeners')) await t.receive(tellListeners, tellListenersContract, message);
    const [fact] = await ours('queue-deliveries');
    const run = async () => {
      await t.receive(queueDeliveries, queueContract, fact, clockAt(0));
      await delivers();
    };
    await die(run);
    await run();
    // A message that was lost is found by who wakes what is due.
    await t.tick(wakeDue, wakeDueContract, clockAt(120));
    await delivers(120);
    expect(await logOf(body.id)).toMatchObject([{ factId: fact.id, status: 'delivered' }]);
    expect(new Set(mine.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([fact.id]));
    await t.call(remove, deleteContract, at(body.id));
  }
});
