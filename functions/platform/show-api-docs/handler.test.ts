import { expect, it } from 'vitest';
import { tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

it('leads to the API document, with and without a script', async () => {
  const t = await tenant();
  const { status, body } = await t.submit(handler, contract);
  expect(status).toBe(200);
  expect(body).toContain('src="/assets/api-docs.js"');
  expect(body).toContain('href="/openapi.json?lang=fr"');
});
