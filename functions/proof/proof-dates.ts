import type { Locale } from '../../shared/text.ts';

const tags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

function shown(at: Date, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

/** `[« 21/11/2026 22:34:05 UTC », « 21/11/2026 23:34:05 Paris »]`: the second is what people remember. */
export const inBothZones = (instant: string, locale: Locale): [utc: string, paris: string] => [
  `${shown(new Date(instant), 'UTC', locale).replace(',', '')} UTC`,
  `${shown(new Date(instant), 'Europe/Paris', locale).replace(',', '')} Paris`,
];

/** Both on one line: « 21/11/2026 22:34:05 UTC (23:34:05 Paris) ». */
export function instants(instant: string, locale: Locale): string {
  const [utc, paris] = inBothZones(instant, locale);
  const [day = '', ...hour] = paris.split(' ');
  return `${utc} (${utc.startsWith(day) ? hour.join(' ') : paris})`;
}
