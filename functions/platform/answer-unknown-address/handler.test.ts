import { beforeAll, expect, it } from 'vitest';
import { ofType } from '../../../test/problem.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

it('shows a person a page, in the language asked for', async () => {
  const { status, headers, body } = await t.submit(handler, contract, { params: { path: 'sing/abc' } });
  expect(status).toBe(404);
  expect(headers['content-type']).toContain('text/html');
  expect(body).toContain('Rien ne répond à cette adresse');
  const english = await t.submit(handler, contract, { params: { path: 'x' }, headers: { 'accept-language': 'en' } });
  expect(english.body).toContain('Nothing answers at this address');
});

it.each([
  ['that asks for JSON', 'health/', 'application/json'],
  ['that calls the API whatever it accepts', 'v1/contcats', '*/*'],
])('answers a program %s with a problem', async (_, path, accept) => {
  const { status, headers, body } = await t.submit(handler, contract, { params: { path }, accept });
  expect(status).toBe(404);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(body).toMatchObject({ type: ofType('not-found'), detail: expect.stringContaining('/docs') });
});
