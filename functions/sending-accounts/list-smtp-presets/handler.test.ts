import { expect, test } from 'vitest';
import { tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

interface Shown {
  id: string;
  name: string;
  host?: string;
  hint: string;
  password: string;
  confidence: string;
}

test('every provider of the guides, with what it asks, in the reader’s language', async () => {
  const t = await tenant();
  const presets = async (language: string): Promise<Shown[]> =>
    (await t.call(handler, contract, { headers: { 'accept-language': language } })).body.items;
  const french = await presets('fr');
  const named = (id: string) => french.find((preset) => preset.id === id);

  expect(french.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      ...['1&1', 'AOL', 'Bouygues Telecom', 'Free', 'Gandi', 'Gmail', 'GMX', 'Ionos', 'La Poste', 'Microsoft 365'],
      ...['Hotmail / Live', 'Monaco Telecom', 'Numericable', 'Noos', 'Orange', 'Outlook', 'MSN', 'OVH', 'SFR'],
      ...['Cegetel', 'Club Internet', 'Neuf', 'Wanadoo', 'Yahoo', 'Brevo', 'Mailjet'],
    ]),
  );
  expect(new Set(french.map(({ id }) => id)).size).toBe(26);
  expect(french.filter(({ host }) => !host).map(({ id }) => id)).toEqual(['monaco-telecom']);
  expect(named('monaco-telecom')).toMatchObject({ confidence: 'unknown', hint: expect.stringMatching(/demandez/) });
  expect(named('gmail')).toMatchObject({
    password: 'app-password',
    hint: expect.stringMatching(/mot de passe d’application/),
  });
  expect(named('outlook')).toMatchObject({ password: 'oauth-only', port: 587, security: 'starttls' });
  expect(named('free')).toMatchObject({ loginForm: 'local-part' });
  expect(named('mailjet')).toMatchObject({ loginForm: 'api-key', hint: expect.stringMatching(/est la clé d’API/) });
  expect(named('brevo')).toMatchObject({ loginForm: 'given', hint: expect.stringMatching(/donne un identifiant/) });
  expect((await presets('en')).find(({ id }) => id === 'gmail')?.hint).toMatch(/application password/);
});
