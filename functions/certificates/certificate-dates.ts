/** The same day some months later; the last of a month that is shorter. */
export function expiryOf(from: Date, months: number): Date {
  const then = new Date(from);
  const day = from.getUTCDate();
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() + months);
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(day, last));
  return then;
}

/** A moment without its fraction of a second, as badges have it. */
export const toSeconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
