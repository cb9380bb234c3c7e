import { describe, expect, test } from 'vitest';
import type { Business } from '../accounts/business.ts';
import { articles } from './article.ts';
import { findingsOf, type Looked } from './readiness.ts';
import { saleActions } from './sale-action.ts';

const AT = '2026-11-28T10:00:00.000Z';
const article = (more: object = {}) =>
  articles.schema.parse({
    ...{ id: 'art_1', name: 'x', title: 'Le guide', type: 'book', language: 'fr', tabs: [], reviews: [] },
    description: { label: 'Description', text: 'x' },
    book: { author: 'Anne' },
    imageId: 'med_1',
    safety: { name: 'Copeau', address: '3 quai Sud', contact: 'contact@exemple.fr' },
    ...{ isShipped: true, saleActions: 1, createdAt: AT, updatedAt: AT, version: 1 },
    ...more,
  });
const action = (more: object = {}) =>
  saleActions.schema.parse({
    ...{ id: 'sac_1', articleId: 'art_1', name: 'x', design: 'classic', slug: 'x', closed: false, mostPerOrder: 1 },
    price: { amount: 2110, currency: 'EUR', vat: 'included', vatRate: 5.5, abroad: [] },
    shipping: { restOfWorld: 900, countries: [{ country: 'FR', amount: 300 }], days: 5 },
    ...{ extraFields: [], asksTerms: true, telegram: false, held: 0, sold: 0, hasSold: false, formerSlugs: [] },
    ...{ createdAt: AT, updatedAt: AT, version: 1 },
    ...more,
  });
const business: Business = {
  of: 'business',
  legalName: 'Durand',
  companyNumber: '732829320',
  vatExempt: false,
  address: { street: '1 rue', postalCode: '69003', city: 'Lyon', country: 'FR' },
  email: 'contact@exemple.fr',
  timeZone: 'Europe/Paris',
  currency: 'EUR',
  legalLinks: { terms: 'https://exemple.fr/cgv', privacy: 'https://exemple.fr/vie-privee' },
  mediator: { name: 'CM2C', url: 'https://www.cm2c.net' },
  version: 1,
};
const address = { of: 'public-address' as const, directory: 'durand', former: [], version: 1 };
const look = (more: Partial<Looked> = {}) =>
  findingsOf({
    article: article(),
    action: action(),
    business,
    address,
    documents: 0,
    brokenTemplates: [],
    now: new Date(AT),
    ...more,
  });
const codes = (more: Partial<Looked>) => look(more).map(({ code }) => code);

test('a sale that lacks nothing has nothing said of it', () => {
  expect(look()).toEqual([]);
});

describe('what is missing is named, with where to mend it', () => {
  const digital = { article: article({ type: 'digital', book: undefined, isShipped: false, safety: undefined }) };
  const price = (more: object) => ({ action: action({ price: { ...action().price, ...more } }) });
  const toFrance = (amount: number | null, more: object = {}) =>
    action({
      shipping: {
        restOfWorld: null,
        countries: [
          { country: 'FR', amount },
          { country: 'BE', amount: 0 },
        ],
        days: 5,
      },
      ...more,
    });
  const place = {
    startsAt: { at: '2026-11-28T10:00', timeZone: 'Europe/Paris' },
    venue: 'A',
    address: 'B',
    country: 'FR',
  };

  test.each<[string, Partial<Looked>, string[]]>([
    ['nobody sells', { business: undefined }, ['identity']],
    ['no directory', { address: undefined }, ['directory']],
    ['no terms, no privacy', { business: { ...business, legalLinks: {} } }, ['terms', 'privacy']],
    ['terms not asked for', { action: action({ asksTerms: false }) }, ['terms-not-asked']],
    ['no mediator', { business: { ...business, mediator: undefined } }, ['mediator']],
    ['no number', { business: { ...business, companyNumber: undefined } }, ['company-number']],
    [
      'no picture, nobody for safety',
      { article: article({ imageId: undefined, safety: undefined }) },
      ['product-safety', 'picture'],
    ],
    ['nothing to download', digital, ['no-document', 'compatibility']],
    ['a document', { ...digital, documents: 1 }, ['compatibility']],
    ['a rate of another country', price({ vatRate: 21 }), ['vat-rate']],
    ['an exempt seller with VAT', { business: { ...business, vatExempt: true } }, ['vat-exempt']],
    ['a price that no price before VAT gives', price({ amount: 1000, vatRate: 20 }), []],
    [
      'the same at 21 %',
      {
        ...price({ amount: 1000, vatRate: 21 }),
        business: { ...business, address: { ...business.address, country: 'BE' } },
      },
      ['unreachable-price'],
    ],
    ['less than a card takes', price({ amount: 30, vatRate: 0 }), ['card-minimum']],
    ['nowhere to ship', { action: action({ shipping: undefined }) }, ['shipping']],
    ['a book shipped to France for less', { action: toFrance(299) }, ['book-delivery-france']],
    ['for nothing', { action: toFrance(0) }, ['book-delivery-france']],
    [
      'for a cent above 35 €',
      { action: toFrance(1, price({ amount: 3693 }).action && { price: { ...action().price, amount: 3693 } }) },
      [],
    ],
    ['not to France', { action: toFrance(null) }, []],
    ['a used book', { action: toFrance(0), article: article({ book: { author: 'Anne', used: true } }) }, []],
    [
      'places without end',
      {
        article: article({
          type: 'place',
          book: undefined,
          isShipped: false,
          place: { ...place, startsAt: { at: '2027-01-01T10:00', timeZone: 'Europe/Paris' } },
        }),
      },
      ['capacity'],
    ],
    [
      'a place that is past',
      {
        article: article({ type: 'place', book: undefined, isShipped: false, place }),
        action: action({ capacity: 5, left: 5 }),
      },
      ['place-past'],
    ],
    ['a template without its link', { brokenTemplates: ['orderTemplateId'] }, ['template-link']],
    ['closed, leading nowhere', { action: action({ closed: true }) }, ['closed', 'no-redirect']],
    ['sold out, leading on', { action: action({ capacity: 1, left: 0, redirectTo: 'sac_2' }) }, ['sold-out']],
  ])('%s', (_what, more, expected) => {
    expect(codes(more)).toEqual(expected);
  });

  test('in both languages, by the call and its field', () => {
    const [mediator] = look({ business: { ...business, mediator: undefined } });
    expect(mediator).toMatchObject({
      severity: 'blocks',
      mend: { call: 'PUT /v1/account/business', field: 'mediator' },
    });
    expect([mediator?.says.fr, mediator?.says.en]).toEqual([
      expect.stringMatching(/médiateur/),
      expect.stringMatching(/mediator/),
    ]);
  });
});
