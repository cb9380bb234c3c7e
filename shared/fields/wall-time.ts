import * as z from 'zod';
import { packed } from '../text.ts';
import { about } from './about.ts';

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
};

/** A time zone by its IANA name: `Europe/Paris`. An offset is none: it forgets summer time. */
export const timeZone = z
  .string()
  .max(60)
  .refine((name) => /^[A-Za-z]/.test(name) && isZone(name), {
    error: packed(
      'Donnez le fuseau horaire par son nom. Exemple : Europe/Paris.',
      'Give the time zone by its name. Example: Europe/Paris.',
    ),
  });

/** What a clock on the wall shows, in its zone: a time planned by people stays theirs when summer time begins or ends. */
export const wallTime = z.strictObject({
  at: z.iso
    .datetime({ local: true, precision: -1 })
    .refine((typed) => !typed.endsWith('Z'), {
      error: packed(
        'Donnez l’heure de la pendule, sans décalage. Exemple : 2026-12-01T10:00.',
        'Give the time of the clock, without an offset. Example: 2026-12-01T10:00.',
      ),
    })
    .meta(about('L’heure de la pendule.', 'The time of the clock.', '2026-12-01T10:00')),
  timeZone: timeZone.meta(about('Où elle pend.', 'Where it hangs.', 'Europe/Paris')),
});
export type WallTime = z.infer<typeof wallTime>;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn-hc-h23', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which a wall clock shows a time: the first of two when clocks are set back (the last one, of what ends
 * then), the first minute that exists after it when they are set forward over it.
 */
export function instantOf({ at, timeZone: zone }: WallTime, ofTwo: 'first' | 'last' = 'first'): Date {
  const shown = Date.parse(`${at}Z`);
  const [before, after] = [offsetAt(shown - DAY, zone), offsetAt(shown + DAY, zone)];
  const instants = [before, after].map((offset) => shown - offset).sort((a, b) => a - b);
  const found = (ofTwo === 'first' ? instants : instants.toReversed()).find(
    (instant) => instant + offsetAt(instant, zone) === shown,
  );
  return new Date(found ?? changeBetween(instants[0]!, instants[1]!, zone));
}

/** The minute at which a zone's clocks change, between two instants that the change lies between. */
function changeBetween(from: number, to: number, zone: string): number {
  const first = offsetAt(from, zone);
  let [low, high] = [from, to];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offsetAt(middle, zone) === first) low = middle;
    else high = middle;
  }
  return high;
}
