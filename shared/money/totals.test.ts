import { describe, expect, test } from 'vitest';
import fc from '../../test/property.ts';
import { type Line, MOST_PAYABLE, totalsOf } from './totals.ts';
import { isReachable, netWithin, reachableBeside, vatOn, vatRate } from './vat.ts';
import { ratesAt } from './vat-rates.ts';

const line = fc.record({
  amount: fc.integer({ min: 0, max: 20_000 }),
  quantity: fc.integer({ min: 0, max: 40 }),
  vatRate: fc.constantFrom(0, 2.1, 5.5, 6, 10, 12, 20, 21, 25.5),
});
const basis = fc.constantFrom('included' as const, 'excluded' as const);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('totals', () => {
  test('count VAT once per rate, shipping with its own: the sums that shops were reported to get wrong', () => {
    const once = (...lines: Line[]) => totalsOf('excluded', lines);
    expect(once({ amount: 166, quantity: 36, vatRate: 20 })).toMatchObject({ net: 5976, vat: 1195, gross: 7171 });
    const withShipping = once({ amount: 3580, quantity: 1, vatRate: 21 }, { amount: 350, quantity: 1, vatRate: 21 });
    expect(withShipping).toMatchObject({ net: 3930, vat: 825, gross: 4755 });
    expect(totalsOf('included', [{ amount: 1000, quantity: 1, vatRate: 21 }])).toMatchObject({
      net: 826,
      vat: 174,
      gross: 1000,
    });
  });

  test('add up, whatever is in them: rates to the whole, lines to their rate, none below zero', () => {
    fc.assert(
      fc.property(basis, fc.array(line, { maxLength: 12 }), (on, lines) => {
        const totals = totalsOf(on, lines);
        for (const field of ['net', 'vat', 'gross'] as const) {
          expect(sum(totals.byRate.map((rate) => rate[field]))).toBe(totals[field]);
          expect(sum(totals.lines.map((each) => each[field]))).toBe(totals[field]);
          for (const { vatRate, ...rate } of totals.byRate)
            expect(sum(totals.lines.filter((each) => each.vatRate === vatRate).map((each) => each[field]))).toBe(
              rate[field],
            );
        }
        for (const each of [totals, ...totals.lines, ...totals.byRate]) {
          expect(each.net + each.vat).toBe(each.gross);
          expect(Math.min(each.net, each.vat, each.gross)).toBeGreaterThanOrEqual(0);
        }
        // What was typed is what is charged for: no line moves, whichever way it was typed.
        const typed = on === 'included' ? 'gross' : 'net';
        expect(totals.lines.map((each) => each[typed])).toEqual(lines.map(({ amount, quantity }) => amount * quantity));
        for (const rate of totals.byRate)
          expect(Math.abs(rate.vat - (rate.net * rate.vatRate) / 100)).toBeLessThanOrEqual(0.5 + rate.vatRate / 200);
      }),
    );
  });

  test('the order of lines changes no total', () => {
    fc.assert(
      fc.property(basis, fc.array(line, { maxLength: 8 }), (on, lines) => {
        const { lines: _, ...forth } = totalsOf(on, lines);
        const { lines: __, ...back } = totalsOf(on, lines.toReversed());
        expect(back).toEqual(forth);
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN, 1e21, Number.POSITIVE_INFINITY])('%d is no amount and no quantity', (number) => {
    expect(() => totalsOf('included', [{ amount: number, quantity: 1, vatRate: 21 }])).toThrow(RangeError);
    expect(() => totalsOf('included', [{ amount: 100, quantity: number, vatRate: 21 }])).toThrow(RangeError);
  });

  test('more than a card takes is refused, by piece and by the whole', () => {
    const [most, more] = [MOST_PAYABLE, MOST_PAYABLE + 1].map((amount) => ({ amount, quantity: 1, vatRate: 0 }));
    expect(totalsOf('included', [most!]).gross).toBe(MOST_PAYABLE);
    expect(() => totalsOf('included', [more!])).toThrow(RangeError);
    expect(() => totalsOf('included', [most!, { amount: 1, quantity: 1, vatRate: 0 }])).toThrow(RangeError);
    expect(() => totalsOf('excluded', [{ ...most!, vatRate: 21 }])).toThrow(RangeError);
  });
});

test('a price with VAT that no price before VAT gives is told, with those beside it', () => {
  for (const [gross, rate] of [
    [1000, 21],
    [4900, 21],
    [10_000, 21],
    [999, 20],
    [2500, 6],
    [500, 10],
    [1490, 10],
  ] as const)
    expect(isReachable(gross, rate), `${gross} at ${rate} %`).toBe(false);
  expect(reachableBeside(1000, 21)).toEqual({ below: 999, above: 1001 });
  const unreachable = Array.from({ length: 10_000 }, (_, i) => i + 1).filter((gross) => !isReachable(gross, 21));
  expect(unreachable.length / 10_000).toBeCloseTo(0.174, 2);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e7 }), fc.constantFrom(0, 2.1, 5.5, 6, 10, 20, 21), (net, rate) => {
      const gross = net + vatOn(net, rate);
      expect(isReachable(gross, rate)).toBe(true);
      expect(netWithin(gross, rate)).toBe(net);
      expect(reachableBeside(gross, rate).below).toBe(gross);
    }),
  );
});

test('rates are those of a country on a day', () => {
  expect(ratesAt('BE', '2026-11-28')).toEqual([21, 12, 6, 0]);
  expect(ratesAt('FR', '2026-11-28')).toEqual([20, 10, 5.5, 2.1, 0]);
  expect(ratesAt('EE', '2025-06-30')).toContain(22);
  expect(ratesAt('EE', '2025-07-01')).not.toContain(22);
  expect(ratesAt('EE', '2025-07-01')).toContain(24);
  expect(ratesAt('BR', '2026-11-28')).toBeUndefined();
});

test('a rate is in percent, to the hundredth', () => {
  for (const rate of [0, 2.1, 5.5, 8.1, 21, 25.5]) expect(vatRate.parse(rate)).toBe(rate);
  for (const rate of [-1, 21.005, 2100, Number.NaN, '21']) expect(vatRate.safeParse(rate).success).toBe(false);
});
