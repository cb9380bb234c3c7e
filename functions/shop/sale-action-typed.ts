import type * as z from 'zod';
import type { Business } from '../accounts/business.ts';
import { inZone } from './article.ts';
import type { SaleActionChange, TypedSaleAction } from './sale-action.ts';
import type { saleActionChange, saleActionInput } from './sale-action-input.ts';

type Input = z.output<typeof saleActionInput>;
type Change = z.output<typeof saleActionChange>;

/** What a business has settled for all its sales, until it tells of itself. */
const UNTOLD = { timeZone: 'Europe/Paris', currency: 'EUR' } as const;

/** What was typed of a sale action, with the zone and the currency of its business where none was said. */
export function asTyped(typed: Input, business: Business | undefined): TypedSaleAction;
export function asTyped(typed: Change, business: Business | undefined): SaleActionChange;
export function asTyped(
  { opensAt, closesAt, price, ...rest }: Input | Change,
  business: Business | undefined,
): TypedSaleAction | SaleActionChange {
  const { timeZone, currency } = business ?? UNTOLD;
  return {
    ...rest,
    ...(opensAt !== undefined && { opensAt: opensAt && inZone(opensAt, timeZone) }),
    ...(closesAt !== undefined && { closesAt: closesAt && inZone(closesAt, timeZone) }),
    ...(price !== undefined && { price: price && { ...price, currency: price.currency ?? currency } }),
  };
}
