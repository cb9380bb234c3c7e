import { after, DAY } from '../../shared/clock.ts';
import { type Order, offered } from './order.ts';

/** How an order stands to the right of withdrawal (dir. 2011/83, art. 9 to 16; C. conso L221-18, CDE VI.47). */
export type WithdrawalOutcome = 'accepted' | 'late' | 'waived' | 'dated-place';

/** Days in which a consumer may come back on it. */
const PERIOD = 14;

/**
 * The last day of the period, at its last second in UTC: fourteen days from the order, or, of what is shipped, from the
 * last day on which it may arrive. One that ends on a day off ends with the next working day (Regulation 1182/71, art. 3).
 */
export function withdrawalEnds(order: Order): Date {
  const { shipping } = offered(order);
  const begins = after(new Date(order.orderedAt ?? order.createdAt), (shipping?.days ?? 0) * DAY);
  const last = after(begins, PERIOD * DAY);
  const day = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), last.getUTCDate()));
  while (isDayOff(day)) day.setUTCDate(day.getUTCDate() + 1);
  return new Date(day.getTime() + DAY * 1000 - 1000);
}

/** What a declaration made now comes to. */
export function outcomeOf(order: Order, now: Date): WithdrawalOutcome {
  const { type } = offered(order);
  if (type === 'place') return 'dated-place';
  if (isWaived(order) && Object.keys(order.downloads).length > 0) return 'waived';
  return now > withdrawalEnds(order) ? 'late' : 'accepted';
}

/** Both were agreed to: to begin at once, and to lose the right by it. Until it has begun, the right stands. */
export const isWaived = ({ beginsAtOnce, acceptsLoss }: Order): boolean => Boolean(beginsAtOnce && acceptsLoss);

/** From when on what is sold is supplied: at once, unless the right to withdraw was not given up. */
export function suppliedFrom(order: Order): Date {
  const { type, totals } = offered(order);
  const waits = type === 'digital' && totals.gross > 0 && !isWaived(order);
  return waits ? after(withdrawalEnds(order), 1) : new Date(order.confirmedAt ?? order.createdAt);
}

/** Holidays that France and Belgium share: month and day. */
const FIXED = new Set(['1-1', '5-1', '8-15', '11-1', '12-25']);
/** Days after Easter: its Monday, Ascension, Whit Monday. */
const AFTER_EASTER = [1, 39, 50];

function isDayOff(day: Date): boolean {
  const weekday = day.getUTCDay();
  if (weekday === 0 || weekday === 6) return true;
  if (FIXED.has(`${day.getUTCMonth() + 1}-${day.getUTCDate()}`)) return true;
  const since = Math.round((day.getTime() - easter(day.getUTCFullYear()).getTime()) / (DAY * 1000));
  return AFTER_EASTER.includes(since);
}

/** Easter Sunday of a year (the Gregorian computus of Meeus, Jones and Butcher). */
function easter(year: number): Date {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return new Date(Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1));
}
