import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type HttpApi, startHttpApi } from './http-api.ts';

type Event = {
  body?: string;
  headers: Record<string, string>;
  rawPath: string;
  requestContext: { http: Record<string, string> };
} & Record<string, unknown>;

let api: HttpApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

const ROUTES = [
  'GET /',
  'GET /things',
  'GET /things/{id}',
  'GET /things/mine',
  'GET /things/{proxy+}',
  'POST /things/{id}/parts/{part}',
  'ANY /anything',
  'PUT /echo',
];

/** An API whose functions are named after their route and answer with the event they get. */
async function start(invoke: (name: string, event: Event) => Promise<unknown> = async (_, event) => echo(event)) {
  const started = await startHttpApi(0);
  api = started;
  started.serve(
    ROUTES.map((key) => ({ key, function: key })),
    (name, event) => invoke(name, event as Event),
  );
  return (path: string, init?: RequestInit) => fetch(started.url + path, init);
}
const echo = (event: unknown) => ({ statusCode: 200, body: JSON.stringify(event) });
const eventOf = async (response: Response) => (await response.json()) as Event;

test.each([
  ['GET', '/', 'GET /', undefined],
  ['GET', '/things', 'GET /things', undefined],
  ['GET', '/things/mine', 'GET /things/mine', undefined],
  ['GET', '/things/a%20b%C3%A9', 'GET /things/{id}', { id: 'a bé' }],
  ['GET', '/things/a/b/c', 'GET /things/{proxy+}', { proxy: 'a/b/c' }],
  ['POST', '/things/1/parts/2', 'POST /things/{id}/parts/{part}', { id: '1', part: '2' }],
  ['DELETE', '/anything', 'ANY /anything', undefined],
])('%s %s goes to %s', async (method, path, routeKey, pathParameters) => {
  const call = await start();
  const event = await eventOf(await call(path, { method }));
  expect(event.routeKey).toBe(routeKey);
  expect(event.pathParameters).toEqual(pathParameters);
});

test.each([
  ['POST', '/'],
  ['HEAD', '/things'],
  ['GET', '/nothing'],
  ['POST', '/things/1/parts'],
  ['POST', '/things//parts/2'],
  ['GET', '/anything/more'],
])('%s %s is not found', async (method, path) => {
  const call = await start();
  const response = await call(path, { method });
  expect(response.status).toBe(404);
  if (method !== 'HEAD') expect(await response.json()).toEqual({ message: 'Not Found' });
});

test('an event says what the request said, as format 2.0 does', async () => {
  const call = await start();
  const event = await eventOf(
    await call('/things/1%2F2?a=1&a=2&b=x%20y&c', {
      headers: {
        Cookie: 'one=1; two=2',
        'X-Thing': 'é'.normalize('NFD').replace(/\P{ASCII}/gu, ''),
        'User-Agent': 'tester',
      },
    }),
  );
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'GET /things/{proxy+}',
    rawPath: '/things/1/2',
    rawQueryString: 'a=1&a=2&b=x%20y&c',
    queryStringParameters: { a: '1,2', b: 'x y', c: '' },
    cookies: ['one=1', 'two=2'],
    isBase64Encoded: false,
    headers: { 'x-thing': 'e', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' },
    requestContext: {
      domainName: api?.url.replace('http://', ''),
      http: { method: 'GET', path: '/things/1/2', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'tester' },
      stage: '$default',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
    },
  });
  expect(event.headers).not.toHaveProperty('cookie');
  expect(event).not.toHaveProperty('body');
});

test.each([
  ['application/json', '{"é":1}', false],
  ['text/plain; charset=utf-8', 'é', false],
  ['application/x-www-form-urlencoded', 'a=1', true],
  ['application/pdf', '%PDF', true],
])('a body of type %s reaches the function whole', async (type, body, isBase64Encoded) => {
  const call = await start();
  const event = await eventOf(await call('/echo', { method: 'PUT', body, headers: { 'content-type': type } }));
  expect(event.isBase64Encoded).toBe(isBase64Encoded);
  expect(Buffer.from(event.body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString()).toBe(body);
});

test('an answer keeps its status, headers, cookies and bytes', async () => {
  const call = await start(async () => ({
    statusCode: 201,
    headers: { 'Content-Type': 'application/pdf', 'X-Count': 3 },
    cookies: ['a=1; HttpOnly', 'b=2'],
    body: Buffer.from([0, 255, 128]).toString('base64'),
    isBase64Encoded: true,
  }));
  const response = await call('/');
  expect(response.status).toBe(201);
  expect(response.headers.get('x-count')).toBe('3');
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 128]);
});

test.each([
  ['throws', async () => Promise.reject(new Error('secret detail'))],
  ['answers nothing', async () => null],
  ['answers no status', async () => ({ body: 'x' })],
  ['answers a header that HTTP does not allow', async () => ({ statusCode: 200, headers: { a: 'b\r\nc: d' } })],
])('a function that %s is a 500 without detail', async (_, invoke) => {
  const call = await start(invoke);
  const response = await call('/');
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ message: 'Internal Server Error' });
});

test('10 MB is too large, and so is what passes 6 MB once encoded', async () => {
  const call = await start();
  const put = (size: number) => call('/echo', { method: 'PUT', body: new Uint8Array(size) });
  expect((await put(10 * 1024 * 1024 + 1)).status).toBe(413);
  expect((await put(6 * 1024 * 1024)).status).toBe(413);
  expect((await put(4 * 1024 * 1024)).status).toBe(200);
});

test('a client that leaves in the middle, or speaks no HTTP, does not disturb the next', async () => {
  const call = await start();
  const port = Number(new URL(api?.url ?? '').port);
  const half = connect(port, '127.0.0.1');
  half.write('PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc', () => half.resetAndDestroy());
  const noise = connect(port, '127.0.0.1');
  noise.write('hello\r\n\r\n');
  const answer = await new Promise((resolve) => noise.once('data', (data) => resolve(String(data))));
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  expect((await call('/')).status).toBe(200);
});

test('a request under way has its answer before the door closes', async () => {
  const { promise: called, resolve: call } = Promise.withResolvers<void>();
  const { promise: answer, resolve: release } = Promise.withResolvers<unknown>();
  const ask = await start(() => {
    call();
    return answer;
  });
  const response = ask('/');
  await called;
  const closed = api?.close();
  release({ statusCode: 200, body: 'done' });
  expect(await (await response).text()).toBe('done');
  await closed;
  await expect(ask('/')).rejects.toThrow();
});
