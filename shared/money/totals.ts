import { netWithin, type VatBasis, vatOn } from './vat.ts';

/** So much of something at one rate, in the smallest unit of a currency; the basis says whether VAT is in it. */
export interface Line {
  /** Of one piece. */
  amount: number;
  quantity: number;
  /** Percent. */
  vatRate: number;
}

export interface Amounts {
  /** Before VAT. */
  net: number;
  vat: number;
  /** What is paid. */
  gross: number;
}

export interface Totals extends Amounts {
  /** In the order in which they were given: what each comes to, so that they add up to the whole. */
  lines: readonly (Amounts & { vatRate: number })[];
  /** VAT as it is owed, the highest rate first. */
  byRate: readonly (Amounts & { vatRate: number })[];
}

/** The most that one order may come to, in the smallest unit: what a card takes, 999,999.99 euros. */
export const MOST_PAYABLE = 99_999_999;

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/**
 * What some lines come to, shipping among them. VAT is counted once per rate on the sum of its lines, never by piece; each
 * line is then given its part of it by the largest remainder, so that the lines paid one by one (as Stripe adds them up)
 * are the total to the cent.
 * @throws RangeError for an amount, a quantity or a sum that is negative, no integer or beyond MOST_PAYABLE
 */
export function totalsOf(basis: VatBasis, given: readonly Line[]): Totals {
  const amounts = given.map(({ amount, quantity }) => countable(countable(amount) * countable(quantity)));
  const lines: (Amounts & { vatRate: number })[] = [];
  const byRate = [...new Set(given.map(({ vatRate }) => vatRate))]
    .sort((a, b) => b - a)
    .map((vatRate) => {
      const places = given.flatMap((line, i) => (line.vatRate === vatRate ? [i] : []));
      const own = places.map((i) => amounts[i] ?? 0);
      const all = amountsOf(basis, sum(own), vatRate);
      const vats = apportioned(all.vat, own);
      for (const [i, place] of places.entries()) lines[place] = { ...split(basis, own[i] ?? 0, vats[i] ?? 0), vatRate };
      return { ...all, vatRate };
    });
  const [net, vat] = [sum(byRate.map((each) => each.net)), sum(byRate.map((each) => each.vat))];
  return { net, vat, gross: countable(net + vat), lines, byRate };
}

function countable(number: number): number {
  if (Number.isSafeInteger(number) && number >= 0 && number <= MOST_PAYABLE) return number;
  throw new RangeError(`${number} is no amount that can be paid`);
}

const amountsOf = (basis: VatBasis, amount: number, vatRate: number): Amounts =>
  split(basis, amount, basis === 'excluded' ? vatOn(amount, vatRate) : amount - netWithin(amount, vatRate));

const split = (basis: VatBasis, amount: number, vat: number): Amounts =>
  basis === 'excluded' ? { net: amount, vat, gross: amount + vat } : { net: amount - vat, vat, gross: amount };

/** A whole cut by weights into integers that add up to it; what is left goes where most was cut off. */
function apportioned(whole: number, weights: readonly number[]): number[] {
  const all = sum(weights);
  if (all === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => ({ part: Math.floor((whole * weight) / all), cut: (whole * weight) % all }));
  const parts = exact.map(({ part }) => part);
  const byCut = exact.map(({ cut }, i) => ({ cut, i })).sort((a, b) => b.cut - a.cut || a.i - b.i);
  for (const { i } of byCut.slice(0, whole - sum(parts))) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}
