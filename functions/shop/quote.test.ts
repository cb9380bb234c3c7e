import { describe, expect, test } from 'vitest';
import fc from '../../test/property.ts';
import { articles } from './article.ts';
import { quote } from './quote.ts';
import { ending, getSaleAction, opening, saleActions, saleStateAt } from './sale-action.ts';

const AT = '2026-11-28T10:00:00.000Z';
const article = (more: object = {}) =>
  articles.schema.parse({
    ...{ id: 'art_1', name: 'x', title: 'Le guide', type: 'digital', language: 'fr', tabs: [], reviews: [] },
    ...{ isShipped: false, saleActions: 1, createdAt: AT, updatedAt: AT, version: 1 },
    ...more,
  });
const action = (more: object = {}) =>
  saleActions.schema.parse({
    ...{ id: 'sac_1', articleId: 'art_1', name: 'x', design: 'classic', slug: 'x', closed: false, mostPerOrder: 100 },
    ...{ extraFields: [], asksTerms: true, telegram: false, held: 0, sold: 0, hasSold: false, formerSlugs: [] },
    ...{ createdAt: AT, updatedAt: AT, version: 1 },
    ...more,
  });
const price = (amount: number, vat: 'included' | 'excluded', vatRate = 21, abroad: object[] = []) => ({
  price: { amount, currency: 'EUR', vat, vatRate, abroad },
});
const refused = (pointer: string) => expect.objectContaining({ errors: [expect.objectContaining({ pointer })] });

describe('a quote', () => {
  test('keeps the price with VAT that was typed, though no price before VAT gives it', () => {
    const { totals, isFree } = quote(action(price(1000, 'included')), article(), { quantity: 1 });
    expect([totals.net, totals.vat, totals.gross, isFree]).toEqual([826, 174, 1000, false]);
  });

  test('counts VAT once on pieces and shipping', () => {
    const book = article({ isShipped: true });
    const shipping = {
      restOfWorld: 1500,
      countries: [
        { country: 'BE', amount: 350 },
        { country: 'CH', amount: null },
      ],
      days: 5,
    };
    const sold = action({ ...price(3580, 'excluded'), shipping });
    const { totals, shipping: sent } = quote(sold, book, { quantity: 1, country: 'BE' });
    expect([totals.vat, totals.gross, sent?.amount]).toEqual([825, 4755, 350]);
    expect(totals.lines).toHaveLength(2);
    expect(quote(sold, book, { quantity: 1, country: 'JP' }).shipping?.amount).toBe(1500);
    expect(() => quote(sold, book, { quantity: 1, country: 'CH' })).toThrow(refused('/country'));
    expect(() => quote(sold, book, { quantity: 1 })).toThrow(refused('/country'));
    expect(() => quote(action(price(1, 'included')), book, { quantity: 1, country: 'BE' })).toThrow(
      refused('/country'),
    );
  });

  test('takes the rate of the buyer’s country where VAT is owed there; the price with VAT stays', () => {
    const abroad = [{ country: 'DE', vatRate: 19 }];
    const at = (vat: 'included' | 'excluded', country: string) =>
      quote(action(price(1000, vat, 21, abroad)), article(), { quantity: 1, country }).totals;
    expect([at('included', 'DE').gross, at('included', 'DE').vat]).toEqual([1000, 160]);
    expect([at('excluded', 'DE').gross, at('excluded', 'FR').gross]).toEqual([1190, 1210]);
  });

  test('is free without a price, or at none', () => {
    expect(quote(action(), article(), { quantity: 3 }).isFree).toBe(true);
    expect(quote(action(price(0, 'included')), article(), { quantity: 1 }).isFree).toBe(true);
  });

  test.each([0, -1, 1.5, 1e21, Number.NaN, 101])('is not made of %d pieces', (quantity) => {
    expect(() => quote(action(price(100, 'included')), article(), { quantity })).toThrow(refused('/quantity'));
  });

  test('says how much is too much', () => {
    expect(() => quote(action(price(99_999_999, 'included')), article(), { quantity: 2 })).toThrow(
      refused('/quantity'),
    );
  });

  test('adds up to what its lines come to one by one, whatever is asked for', () => {
    const each = fc.integer({ min: 0, max: 50_000 });
    const rate = fc.constantFrom(0, 5.5, 6, 20, 21);
    fc.assert(
      fc.property(
        each,
        each,
        rate,
        rate,
        fc.boolean(),
        fc.integer({ min: 1, max: 50 }),
        (amount, fee, r1, r2, on, quantity) => {
          const shipping = { restOfWorld: fee, countries: [], vatRate: r2, days: 3 };
          const sold = action({ ...price(amount, on ? 'included' : 'excluded', r1), shipping });
          const { totals } = quote(sold, article({ isShipped: true }), { quantity, country: 'FR' });
          expect(totals.lines.reduce((sum, { gross }) => sum + gross, 0)).toBe(totals.gross);
          expect(totals.gross).toBe(totals.net + totals.vat);
          if (on) expect(totals.gross).toBe(amount * quantity + fee);
        },
      ),
    );
  });
});

describe('a window', () => {
  const zone = 'Europe/Brussels';
  const on = (at: string) => ({ at, timeZone: zone });

  test('begins at the first of two moments of one name, ends at the last, and skips what no clock shows', () => {
    const twice = action({ opensAt: on('2026-10-25T02:30'), closesAt: on('2026-10-25T02:30') });
    expect([opening(twice), ending(twice)].map((date) => date?.toISOString())).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    expect(opening(action({ opensAt: on('2027-03-28T02:30') }))?.toISOString()).toBe('2027-03-28T01:00:00.000Z');
  });

  test.each([
    ['on-sale', {}, AT],
    ['closed', { closed: true }, AT],
    ['not-yet', { opensAt: on('2026-12-01T00:00') }, '2026-11-30T22:59:59.999Z'],
    ['on-sale', { opensAt: on('2026-12-01T00:00') }, '2026-11-30T23:00:00.000Z'],
    ['on-sale', { closesAt: on('2026-12-01T00:00') }, '2026-11-30T22:59:59.999Z'],
    ['over', { closesAt: on('2026-12-01T00:00') }, '2026-11-30T23:00:00.000Z'],
    ['sold-out', { capacity: 3, left: 0 }, AT],
  ])('says %s', (state, more, now) => {
    expect(saleStateAt(action(more), new Date(now))).toBe(state);
  });

  test('of an id that is none is nobody’s', async () => {
    expect(await getSaleAction('acc_x' as never, 'x')).toBeUndefined();
  });
});
