import type { Locale } from '../../shared/text.ts';

const language: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };
type Zone = 'UTC' | 'Europe/Paris';
const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: making a format takes two hundred times as long as using it. */
function formatOf(timeZone: Zone, locale: Locale): Intl.DateTimeFormat {
  const key = `${timeZone} ${locale}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language[locale], { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(key, format);
  return format;
}

const shown = (at: Date, timeZone: Zone, locale: Locale): string => formatOf(timeZone, locale).format(at);

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
