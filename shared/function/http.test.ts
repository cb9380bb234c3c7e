import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { crashAfter } from '../../test/crash.ts';
import { ofType } from '../../test/problem.ts';
import { storedRows } from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { after } from '../clock.ts';
import { newId } from '../ids.ts';
import { conflict } from '../problem/problem.ts';
import { entity } from '../table/entity.ts';
import { packed, say } from '../text.ts';
import { http } from './contract.ts';
import { serve } from './http.ts';

/** A use case as small as one can be: pots of jam. */
const pots = entity({
  name: 'pot',
  partition: 'id',
  schema: z.object({ id: z.string(), fruit: z.string(), secret: z.string() }),
});
const contract = http({
  route: 'POST /v1/shelves/{shelfId}/pots',
  summary: say('Range un pot.', 'Shelves a pot.'),
  auth: 'user',
  rights: 'documents:write',
  query: z.strictObject({ limit: z.coerce.number().int().max(5).optional() }),
  body: z.strictObject({
    fruit: z.string().max(20, { error: packed('Trop long.', 'Too long.') }),
    labels: z.array(z.strictObject({ 'a/b': z.string().optional(), text: z.string() })).optional(),
  }),
  returns: { 201: z.object({ id: z.string(), fruit: z.string(), shelf: z.string(), limit: z.number().optional() }) },
  access: ['table:write'],
});
let fails: Error | undefined;
const handler = serve(contract, async ({ body, params, query, actor, now }) => {
  if (fails) throw fails;
  const pot = { id: newId('pot', now), fruit: body.fruit, secret: 'recipe' };
  return {
    status: 201,
    body: { ...pot, shelf: params.shelfId, ...query },
    writes: [pots.put(actor.tenant, pot)],
    headers: { location: `/v1/pots/${pot.id}` },
  };
});

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});
const params = { shelfId: 'top' };
const call = (body: unknown, more = {}) => t.call(handler, contract, { params, body, ...more });
const raw = (headers: Record<string, string | undefined>, body: string) =>
  handler({
    headers: { authorization: `Bearer ${t.apiKey}`, ...headers },
    body,
    pathParameters: params,
    rawPath: '/v1/shelves/top/pots',
    requestContext: { requestId: 'req-1', http: { sourceIp: '10.0.0.1', userAgent: '' } },
  } as never);

it('answers with what the contract declares, and nothing else', async () => {
  const answer = await call({ fruit: 'figue' }, { query: { limit: 3 } });
  expect(answer).toMatchObject({ status: 201, location: `/v1/pots/${answer.body.id}` });
  expect(answer.body).toEqual({ id: expect.any(String), fruit: 'figue', shelf: 'top', limit: 3 });
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': expect.stringMatching(/^max-age=\d{8}; includeSubDomains$/),
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  });
  expect(await pots.get(t.tenant, { id: answer.body.id })).toMatchObject({ fruit: 'figue' });
});

describe('who calls', () => {
  it.each([
    ['nobody', undefined],
    ['no key', 'Bearer'],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['a key of no account', `Bearer gk_${'0'.repeat(26)}_${'a'.repeat(43)}`],
  ])('%s is told how to', async (_, authorization) => {
    const answer = await call({ fruit: 'figue' }, { as: null, headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    expect(answer.body.type).toEqual(ofType('unauthenticated'));
  });

  it('with a key whose secret is wrong by one letter is nobody', async () => {
    const last = t.apiKey.at(-1) === 'A' ? 'B' : 'A';
    expect(await call({ fruit: 'figue' }, { as: t.apiKey.slice(0, -1) + last })).toMatchObject({ status: 401 });
  });

  it('with a key that lacks the right is told which', async () => {
    const answer = await call({ fruit: 'figue' }, { as: await t.key('documents:read') });
    expect(answer.status).toBe(403);
    expect(answer.body.detail).toContain('documents:write');
  });
});

describe('a fault in what is sent', () => {
  const pointers = ({ body }: { body: { errors: { pointer: string }[] } }) => body.errors.map(({ pointer }) => pointer);

  it('is pointed at, each one, also unknown fields and names with a slash', async () => {
    const answer = await call({ fruit: 3, labels: [{ 'a/b': 1 }, { text: 'x', other: true }], more: 1 });
    expect(answer.status).toBe(422);
    expect(pointers(answer).sort()).toEqual(['/fruit', '/labels/0/a~1b', '/labels/0/text', '/labels/1/other', '/more']);
    expect(pointers(await call({ fruit: 'figue' }, { query: { limit: 9, page: 2 } }))).toEqual(['?limit', '?page']);
  });

  it('names one unknown field each', async () => {
    const { body } = await call({ fruit: 'figue', more: 1, less: 2 }, { headers: { 'accept-language': 'en' } });
    expect(body.errors).toEqual([
      { pointer: '/more', detail: '“more” does not exist here: remove it.' },
      { pointer: '/less', detail: '“less” does not exist here: remove it.' },
    ]);
  });

  it('is told in the caller’s language', async () => {
    const tell = async (language: string) =>
      (await call({ fruit: 'x'.repeat(21) }, { headers: { 'accept-language': language } })).body.errors[0].detail;
    expect(await tell('fr-FR,fr;q=0.9,en;q=0.8')).toBe('Trop long.');
    expect(await tell('en;q=0.9,fr;q=0.8')).toBe('Too long.');
    expect(await tell('de')).toBe('Trop long.');
  });

  it.each([
    ['not JSON', 'application/json', '{"fruit":', 400],
    ['not UTF-8', 'application/json', Buffer.from('{"fruit":"p\xeache"}', 'latin1').toString('utf8'), 400],
    ['nothing at all', 'application/json', '', 400],
    ['said to be text', 'text/plain', '{"fruit":"figue"}', 415],
    ['said to be nothing', undefined, '{"fruit":"figue"}', 415],
    ['a list', 'application/json', '[]', 422],
    ['null', 'application/json; charset=utf-8', 'null', 422],
  ])('that is %s', async (_, type, body, status) => {
    const answer = await raw({ 'content-type': type }, body);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ status, requestId: 'req-1' });
  });
});

describe('what the job throws', () => {
  it('is told as it is when it is meant for the caller', async () => {
    fails = conflict('wrong-state', say('L’étagère est pleine.', 'The shelf is full.'));
    const answer = await call({ fruit: 'figue' }, { headers: { 'accept-language': 'en' } });
    fails = undefined;
    expect(answer).toMatchObject({
      status: 409,
      headers: { 'content-language': 'en' },
      body: { type: ofType('wrong-state'), detail: 'The shelf is full.', title: expect.any(String) },
    });
  });

  it('is not told when it is our own fault: only the request’s number, by which the log knows', async () => {
    fails = new Error('the recipe is 12 figs');
    const lines: string[] = [];
    const { logger } = await import('../log.ts');
    const answer = await handler.with({ log: logger({}, (line) => lines.push(line)) })({
      headers: { authorization: `Bearer ${t.apiKey}`, 'content-type': 'application/json' },
      body: '{"fruit":"figue"}',
      pathParameters: params,
      requestContext: { requestId: 'req-500', http: { sourceIp: '10.0.0.1' } },
    } as never);
    fails = undefined;
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('recipe');
    expect(JSON.parse(answer.body ?? '').requestId).toBe('req-500');
    expect(lines.join('\n')).toContain('the recipe is 12 figs');
    expect(lines.join('\n')).toContain('req-500');
  });
});

describe('an Idempotency-Key', () => {
  const keyed = (body: unknown, key: string, more: object = {}) =>
    call(body, { headers: { 'idempotency-key': key }, ...more });

  it('is good for a day, then may be used anew', async () => {
    const start = Date.now();
    const at = (hours: number) => ({ clock: () => new Date(start + hours * 3_600_000) });
    const first = await keyed({ fruit: 'figue' }, 'daily', at(0));
    expect((await keyed({ fruit: 'figue' }, 'daily', at(23))).body.id).toBe(first.body.id);
    const next = await keyed({ fruit: 'poire' }, 'daily', at(25));
    expect(next).toMatchObject({ status: 201, body: { fruit: 'poire' } });
    expect((await keyed({ fruit: 'poire' }, 'daily', at(26))).body.id).toBe(next.body.id);
  });

  it('means nothing where nothing is written: that may be asked again as it is', async () => {
    const looking = http({ ...contract, route: 'POST /v1/looks/{shelfId}', access: ['table:read'] });
    const look = serve(looking, async ({ body }) => ({ status: 201, body: { ...body, id: 'x', shelf: 'y' } }));
    const ask = (fruit: string) =>
      t.call(look, looking, { params, body: { fruit }, headers: { 'idempotency-key': 'look' } });
    expect(await ask('figue')).toMatchObject({ status: 201, body: { fruit: 'figue' } });
    expect(await ask('poire')).toMatchObject({ status: 201, body: { fruit: 'poire' } });
  });

  it('belongs to its address: elsewhere it is another', async () => {
    const first = await keyed({ fruit: 'figue' }, 'here');
    const second = await keyed({ fruit: 'poire' }, 'here', { params: { shelfId: 'bottom' } });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it.each(['with space', 'é', 'x'.repeat(256)])('that is no key is refused: %j', async (key) => {
    const answer = await raw({ 'content-type': 'application/json', 'idempotency-key': key }, '{"fruit":"figue"}');
    expect(answer.statusCode).toBe(422);
    expect(JSON.parse(answer.body ?? '').errors[0].pointer).toBe('Idempotency-Key');
  });
});

describe('a job that acts outside the transaction', () => {
  const sent = vi.fn<() => Promise<void>>();
  const sending = http({ ...contract, route: 'POST /v1/letters/{shelfId}', actsOutside: true, timeout: 20 });
  const post = serve(sending, async ({ body }) => {
    await sent();
    return { status: 201, body: { ...body, id: 'x', shelf: 'y' } };
  });
  let key: string;
  beforeEach(() => {
    sent.mockReset().mockResolvedValue();
    key = randomUUID();
  });
  const ask = (more: object = {}) =>
    t.call(post, sending, { params, body: { fruit: 'figue' }, headers: { 'idempotency-key': key }, ...more });
  const underWay = { status: 409, headers: { 'retry-after': '2' }, body: { type: ofType('in-progress') } };

  it('does its work once, however many ask side by side; then all get the first answer', async () => {
    const { promise: open, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begins } = Promise.withResolvers<void>();
    sent.mockImplementationOnce(() => {
      begins();
      return open;
    });
    const first = ask();
    await begun;
    expect(await Promise.all([ask(), ask(), ask()])).toMatchObject([underWay, underWay, underWay]);
    letGo();
    expect(await first).toMatchObject({ status: 201 });
    expect(await ask()).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('does it once also when all begin in the same moment', async () => {
    const answers = await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('may be asked again as soon as it failed', async () => {
    sent.mockRejectedValueOnce(conflict('not-sealed-yet', say('Il manque un timbre.', 'A stamp is missing.')));
    expect(await ask()).toMatchObject({ status: 409, body: { type: ofType('not-sealed-yet') } });
    expect(await ask()).toMatchObject({ status: 201 });
  });

  it('may be asked again once its process is surely dead, not before', async () => {
    const start = new Date('2027-03-01T10:00:00Z');
    const at = (seconds: number) => ({ clock: () => after(start, seconds) });
    expect(await crashAfter('PutCommand', () => ask(at(0)))).toBe(true);
    expect(await ask(at(20))).toMatchObject(underWay);
    expect(sent).not.toHaveBeenCalled();
    expect(await ask(at(21))).toMatchObject({ status: 201 });
    expect(await ask(at(22))).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
    expect(sent).toHaveBeenCalledTimes(1);
  });
});

describe('what an answer gives this time only', () => {
  const pouring = http({
    ...contract,
    route: 'POST /v1/cups/{shelfId}',
    returns: { 201: z.object({ id: z.string(), steam: z.string().optional() }) },
  });
  let poured = 0;
  const steam = () => ({ steam: `cloud ${++poured}` });
  const pour = serve(
    pouring,
    async ({ now }) => ({ status: 201, body: { id: newId('cup', now) }, fresh: steam() }),
    async ({ id }, { params: { shelfId } }) => (id && shelfId === 'top' ? steam() : {}),
  );

  it('is made anew, and not kept, when the same key comes again', async () => {
    const ask = () =>
      t.call(pour, pouring, { params, body: { fruit: 'figue' }, headers: { 'idempotency-key': 'cup' } });
    const first = await ask();
    expect(first.body).toEqual({ id: expect.any(String), steam: 'cloud 1' });
    expect((await ask()).body).toEqual({ id: first.body.id, steam: 'cloud 2' });
    expect(JSON.stringify(await storedRows())).not.toContain('cloud');
  });
});

describe('a secret that is shown once', () => {
  const secretive = http({ ...contract, route: 'POST /v1/keys/{shelfId}', answersSecret: true });
  const issue = serve(secretive, async ({ params: { shelfId }, body, actor, now }) => {
    const pot = { id: newId('pot', now), fruit: body.fruit, secret: 's' };
    return { status: 201, body: { ...pot, shelf: shelfId }, writes: [pots.put(actor.tenant, pot)] };
  });

  it('is not shown again, nor kept, for the same key', async () => {
    const headers = { 'idempotency-key': 'secret' };
    const ask = () => t.call(issue, secretive, { params, body: { fruit: 'figue' }, headers });
    expect(await ask()).toMatchObject({ status: 201 });
    expect(await ask()).toMatchObject({ status: 409, body: { type: ofType('secret-shown-once') } });
  });
});

it('more calls than the contract allows are put off', async () => {
  const limited = http({ ...contract, route: 'POST /v1/few/{shelfId}', limit: { per: 'account', max: 2, window: 60 } });
  const few = serve(limited, async ({ body }) => ({ status: 201, body: { ...body, id: 'x', shelf: 'y' } }));
  const clock = () => new Date('2027-03-01T10:00:30Z');
  const ask = (who: TestTenant) => who.call(few, limited, { params, body: { fruit: 'figue' }, clock });
  expect([(await ask(t)).status, (await ask(t)).status]).toEqual([201, 201]);
  const put = await ask(t);
  expect(put).toMatchObject({ status: 429, headers: { 'retry-after': '30' } });
  expect(put.body.detail).toContain('30 secondes');
  expect(await ask(await tenant())).toMatchObject({ status: 201 });
});

it('an answer given again counts for nothing', async () => {
  const limited = http({ ...contract, route: 'POST /v1/one/{shelfId}', limit: { per: 'account', max: 1, window: 60 } });
  const one = serve(limited, async ({ body }) => ({ status: 201, body: { ...body, id: 'x', shelf: 'y' } }));
  const clock = () => new Date('2027-03-01T10:00:30Z');
  const ask = (key: string) =>
    t.call(one, limited, { params, body: { fruit: 'figue' }, headers: { 'idempotency-key': key }, clock });
  expect((await ask('counted')).status).toBe(201);
  expect(await ask('counted')).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
  expect((await ask('another')).status).toBe(429);
});

describe('bodies and queries out of measure', () => {
  it('fifty faults are told, not thousands', async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`k${i}`, i]));
    const { status, body } = await call({ fruit: 'pear', ...many });
    expect(status).toBe(422);
    expect(body.errors).toHaveLength(50);
  });

  it('a body over 512 KB is not read', async () => {
    const { status, body } = await call({ fruit: 'x'.repeat(600 * 1024) });
    expect({ status, type: body.type }).toEqual({ status: 413, type: expect.stringMatching(/too-large$/) });
  });

  it('every route understands ?lang=', async () => {
    const { status, body } = await call({ fruit: 3 }, { query: { lang: 'en', limit: '2' } });
    expect({ status, title: body.title }).toEqual({ status: 422, title: 'Invalid data' });
    expect((await call({ fruit: 'pear' }, { query: { lang: 'en', limit: '2' } })).status).toBe(201);
  });
});
