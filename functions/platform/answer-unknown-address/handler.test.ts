import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeRouteList } from '../../../infra/route-list.ts';
import { findUseCases } from '../../../infra/use-cases.ts';
import { ofType } from '../../../test/problem.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { setVariables } from '../../../test/variables.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let bundle: string;
let t: TestTenant;
beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), 'bundle-'));
  await writeRouteList(await findUseCases(), bundle);
  setVariables({ LAMBDA_TASK_ROOT: bundle });
  t = await tenant();
});
afterAll(() => rm(bundle, { recursive: true }));

/** Whoever asks for a path in a way that leads to no route. */
const ask = (request: string, { accept = 'application/json', headers = {}, query = {} } = {}) => {
  const [method = '', path = ''] = request.split(' /');
  const route = `${method} /{path+}` as 'ANY /{path+}';
  return t.submit(handler, { ...contract, route }, { params: { path }, accept, headers, query });
};

it('shows a person a page, in the language asked for', async () => {
  const { status, headers, body } = await ask('GET /sing/abc', { accept: 'text/html' });
  expect(status).toBe(404);
  expect(headers['content-type']).toContain('text/html');
  expect(body).toContain('Rien ne répond à cette adresse');
  const english = await ask('GET /x', { accept: 'text/html', headers: { 'accept-language': 'en' } });
  expect(english.body).toContain('Nothing answers at this address');
});

it.each([
  ['that asks for JSON', 'GET /healthy', 'application/json'],
  ['that calls the API whatever it accepts', 'GET /v1/contcats', '*/*'],
])('answers a program %s with a problem', async (_, request, accept) => {
  const { status, headers, body } = await ask(request, { accept });
  expect(status).toBe(404);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(body).toMatchObject({ type: ofType('not-found'), detail: expect.stringContaining('/docs') });
});

describe('an address that is served otherwise', () => {
  it.each([
    ['PUT /v1/contacts', 'GET, POST'],
    ['HEAD /v1/contacts', 'GET, POST'],
    ['POST /health', 'GET, HEAD'],
    ['GET /v1/signature-requests/sgr_1/cancel', 'POST'],
    ['DELETE /sign/abc', 'GET, HEAD'],
  ])('%s says which methods serve it', async (request, allow) => {
    const { status, headers, body } = await ask(request);
    expect(status).toBe(405);
    expect(headers.allow).toBe(allow);
    if (!request.startsWith('HEAD')) expect(body.detail).toContain(allow);
  });

  it('a person is told how to go on', async () => {
    const { status, body } = await ask('PATCH /sign/abc', { accept: 'text/html' });
    expect(status).toBe(405);
    expect(body).toContain('rouvrez le lien');
  });

  it('OPTIONS tells them, and a page of another site is told why it may not', async () => {
    expect(await ask('OPTIONS /v1/contacts')).toMatchObject({ status: 204, headers: { allow: 'GET, POST' } });
    const headers = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
    const preflight = await ask('OPTIONS /v1/contacts', {
      headers: { ...headers, 'access-control-request-method': 'POST' },
    });
    expect(preflight).toMatchObject({ status: 403, body: { type: ofType('not-from-browsers') } });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('at the other door, it is told where', async () => {
    const { status, body } = await ask('GET /v1/contacts');
    expect(status).toBe(404);
    expect(body.detail).toMatch(/les appels de l’API vont à http/);
  });
});

describe('a slash too many', () => {
  it('leads to the address without it, with what was asked', async () => {
    const { status, headers } = await ask('POST /v1/contacts/', { query: { lang: 'en' } });
    expect({ status, to: headers.location }).toEqual({ status: 308, to: '/v1/contacts?lang=en' });
    expect((await ask('GET /shop/durand/été/')).headers.location).toBe('/shop/durand/%C3%A9t%C3%A9');
  });

  it.each(['GET //evil.example/', 'GET /nothing/'])('of no address of ours (%s) leads nowhere', async (request) => {
    expect((await ask(request)).status).toBe(404);
  });
});
