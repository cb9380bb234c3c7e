import { expect, it } from 'vitest';
import { config } from '../../../shared/config.ts';
import { tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

it('shows a developer where to begin: the documentation, the inbox, a first call to copy', async () => {
  const t = await tenant();
  const { status, headers, body } = await t.submit(handler, contract);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).toContain(`href="${config.apiUrl()}/docs"`);
  expect(body).toContain(`href="${config.inboxUrl()}"`);
  expect(body).toContain(`${config.apiUrl()}/v1/accounts`);
});

it('speaks the language of its reader', async () => {
  const t = await tenant();
  const english = await t.submit(handler, contract, { headers: { 'accept-language': 'en-GB,en;q=0.9' } });
  expect(english.body).toContain('<html lang="en">');
  const french = await t.submit(handler, contract, { query: { lang: 'fr' }, headers: { 'accept-language': 'en' } });
  expect(french.body).toContain('<html lang="fr">');
});
