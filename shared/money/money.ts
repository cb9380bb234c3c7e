import * as z from 'zod';
import { packed } from '../text.ts';

/** Currencies that an account may sell in, by their ISO 4217 codes. */
export const currency = z.enum(['EUR', 'CHF', 'GBP', 'USD', 'CAD', 'XPF', 'MAD', 'TND', 'XOF', 'XAF']);
export type Currency = z.infer<typeof currency>;

/** An amount in the smallest unit of its currency (cents of a euro, whole CFP francs): an integer, never negative. */
export const cents = z
  .int()
  .min(0)
  .max(99_999_999_99, {
    error: packed('Ce montant dépasse ce qui peut se vendre.', 'This amount is over what can be sold.'),
  });

/** Digits after the point: 2 for euros, none for CFP francs, 3 for Tunisian dinars. */
export const exponentOf = (code: Currency): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits ?? 2;

/** An amount as people read it: `1 234,50 €`. */
export const written = (amount: number, code: Currency, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: code }).format(amount / 10 ** exponentOf(code));

/** A rate of VAT as people read it: `5,5 %`. */
export const percent = (rate: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(rate / 100);
