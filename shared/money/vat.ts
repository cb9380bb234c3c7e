import * as z from 'zod';
import { about } from '../fields/about.ts';
import { packed } from '../text.ts';

/** A rate of VAT in percent, to the hundredth: 21, 5.5, 2.1. */
export const vatRate = z
  .number()
  .min(0)
  .max(50)
  .multipleOf(0.01, {
    error: packed('Un taux a deux décimales au plus.', 'A rate has at most two decimals.'),
  })
  .meta(about('Le taux de TVA, en pour cent.', 'The rate of VAT, in percent.', 21));

/** Whether amounts hold VAT (`included`: a shop's price) or VAT comes on top (`excluded`). */
export const vatBasis = z
  .enum(['included', 'excluded'])
  .meta(
    about(
      '`included` : toutes taxes comprises ; `excluded` : hors TVA.',
      '`included`: all taxes in; `excluded`: before VAT.',
      'included',
    ),
  );
export type VatBasis = z.infer<typeof vatBasis>;

/** Percent as an integer of hundredths: 5.5 is 550. */
const hundredths = (rate: number): number => Math.round(rate * 100);

/** `amount * numerator / denominator`, half up, for amounts that are not negative. */
function share(amount: number, numerator: number, denominator: number): number {
  const product = amount * numerator;
  if (!Number.isSafeInteger(product) || amount < 0) throw new RangeError(`${amount} cannot be counted`);
  return Math.floor((2 * product + denominator) / (2 * denominator));
}

/** The VAT that comes on top of an amount before VAT, in the same unit. */
export const vatOn = (net: number, rate: number): number => share(net, hundredths(rate), 10_000);

/** The amount before VAT within a price that holds it. */
export const netWithin = (gross: number, rate: number): number => share(gross, 10_000, 10_000 + hundredths(rate));

/**
 * Whether a price with VAT is that of some amount before VAT in whole cents: of all prices, one in six is not (10.00 at
 * 21 % is none). Such a price can be sold only as one that holds its VAT.
 */
export const isReachable = (gross: number, rate: number): boolean => {
  const net = netWithin(gross, rate);
  return net + vatOn(net, rate) === gross;
};

/** The prices with VAT next to one that no amount before VAT gives: below and above. */
export function reachableBeside(gross: number, rate: number): { below: number; above: number } {
  const at = (net: number) => net + vatOn(net, rate);
  let net = netWithin(gross, rate);
  while (net > 0 && at(net) > gross) net--;
  return { below: at(net), above: at(net + 1) };
}
