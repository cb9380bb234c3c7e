import { beforeAll, describe, expect, test } from 'vitest';
import { ofType } from '../../test/problem.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import getContract from './get-business/contract.ts';
import { handler as getBusiness } from './get-business/handler.ts';
import reserveContract from './reserve-directory/contract.ts';
import { handler as reserveDirectory } from './reserve-directory/handler.ts';
import offerContract from './take-offer/contract.ts';
import { handler as takeOffer } from './take-offer/handler.ts';
import contract from './update-business/contract.ts';
import { handler } from './update-business/handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
});

const DURAND = {
  legalName: 'Durand & fils',
  legalForm: 'SRL',
  companyNumber: '0825.711.609',
  address: { street: '12 rue des Lilas', postalCode: '1050', city: 'Bruxelles', country: 'be' },
  email: 'contact@durand-menuiserie.be',
  legalLinks: { terms: 'https://www.durand.be/#LG#/conditions', privacy: '' },
  mediator: { name: 'Service de médiation', url: 'https://mediationconsommateur.be' },
};
const tell = (body: unknown, who = t) => who.call(handler, contract, { body });
const read = async (who = t) => (await who.call(getBusiness, getContract)).body;
const reserve = (directory: unknown, who = t) => who.call(reserveDirectory, reserveContract, { body: { directory } });

test('an account that told nothing has its public id, the free offer and its limits', async () => {
  expect(await read(other)).toMatchObject({
    accountId: other.tenant,
    offer: 'free',
    storage: { used: 0 },
    articles: { used: 0, limit: 20 },
  });
});

test('what is told is read again: the number as its country writes it, the zone of the country, no empty link', async () => {
  const { status, body } = await tell(DURAND);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    companyNumber: 'BE 0825.711.609',
    timeZone: 'Europe/Brussels',
    currency: 'EUR',
    legalLinks: { terms: DURAND.legalLinks.terms },
  });
  expect(body.legalLinks).not.toHaveProperty('privacy');
  expect(await read()).toEqual(body);
  const { mediator: _, ...less } = DURAND;
  expect((await tell(less)).body).not.toHaveProperty('mediator');
});

test.each([
  ['a company number with a wrong digit', { companyNumber: '0825.711.608' }, '/companyNumber', /dix chiffres/],
  [
    'a French number of no company',
    { companyNumber: '732829321', address: { ...DURAND.address, country: 'FR' } },
    '/companyNumber',
    /SIREN/,
  ],
  ['a VAT number that is not one', { vatNumber: 'BE 0825.711.600' }, '/vatNumber', /dix chiffres/],
  ['a country that is none', { address: { ...DURAND.address, country: 'France' } }, '/address/country', /deux lettres/],
  ['a link that runs', { legalLinks: { terms: 'javascript:alert(1)' } }, '/legalLinks/terms', /https/],
  ['a currency that nobody sells in', { currency: 'KWD' }, '/currency', /./],
])('%s is refused, by its field', async (_what, change, pointer, words) => {
  const { status, body } = await tell({ ...DURAND, ...change });
  expect(status).toBe(422);
  expect(body.errors[0]).toMatchObject({ pointer, detail: expect.stringMatching(words) });
});

describe('a public directory', () => {
  test('is one account’s for ever, in lower case; its former ones too', async () => {
    const name = `durand-${t.tenant.slice(-8)}`;
    expect((await reserve(name.toUpperCase())).body).toMatchObject({
      directory: name,
      shopUrl: expect.stringContaining(`/shop/${name}`),
    });
    expect((await reserve(name, other)).body.type).toEqual(ofType('directory-taken'));
    expect((await reserve(`${name}-2`)).status).toBe(200);
    expect((await reserve(name, other)).status).toBe(409);
    expect((await reserve(name)).body.directory).toBe(name);
  });

  test.each(['admin', 'guichet', 'shop', 'ab', '-durand', 'durand-', 'du rand', 'durand/x', 'été', 'a'.repeat(51)])(
    'is not called %s',
    async (name) => {
      const { status, body } = await reserve(name);
      expect([status, body.errors?.[0].pointer]).toEqual([422, '/directory']);
    },
  );
});

test('an offer is taken by a call', async () => {
  const { body } = await t.call(takeOffer, offerContract, { body: { offer: 'standard' } });
  expect(body).toMatchObject({ offer: 'standard', articles: { limit: 200 } });
  expect(await read()).toEqual(body);
  expect((await t.call(takeOffer, offerContract, { body: { offer: 'gold' } })).status).toBe(422);
});
