import type { Locale } from '../text.ts';

/** People in France and Monaco read these; the zone is named beside the hour for everyone else. */
const ZONE = 'Europe/Paris';
const TAGS: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** « 3 mars 2027 » */
export const inDays = (at: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(TAGS[locale], { timeZone: ZONE, day: 'numeric', month: 'long', year: 'numeric' }).format(at);

/** « 14:05 (UTC+1) » */
export const inHours = (at: Date, locale: Locale): string => onClock(at, locale, ['hour', 'minute']);

/** « 14:05:30 (UTC+1) » */
export const inSeconds = (at: Date, locale: Locale): string => onClock(at, locale, ['hour', 'minute', 'second']);

function onClock(at: Date, locale: Locale, shown: readonly ('hour' | 'minute' | 'second')[]): string {
  const parts = new Intl.DateTimeFormat(TAGS[locale], {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'shortOffset',
  }).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${shown.map(part).join(':')} (${part('timeZoneName')})`;
}

/** « 3 mars 2027, 14:05 (UTC+1) » */
export const inDaysAndHours = (at: Date, locale: Locale): string => `${inDays(at, locale)}, ${inHours(at, locale)}`;

/** « Anne, Paul et Zoé » */
export const listed = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(TAGS[locale], { type: 'conjunction' }).format(names);
