export const LOCALES = ['fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** A sentence for a person, in every language we speak. */
export type Text = Readonly<Record<Locale, string>>;

export const say = (fr: string, en: string): Text => ({ fr, en });

/** A Text in every language at once, where nobody knows who will read: a console, an alarm. */
export const inAll = (text: Text): string => LOCALES.map((locale) => text[locale]).join(' / ');

const SEPARATOR = '\u001f';

/** A Text as one string, for places that only carry strings (a zod message); `readable` undoes it. */
export const packed = (fr: string, en: string): string => `${fr}${SEPARATOR}${en}`;

/** The part of a packed string that is in `locale`; any other string as it is. */
export function readable(message: string, locale: Locale): string {
  const [fr, en] = message.split(SEPARATOR);
  return en === undefined ? message : locale === 'fr' ? (fr ?? '') : en;
}

/** The first language of an Accept-Language header that we speak; French otherwise. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([0-9.]+)/.exec(p)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], quality: quality ? Number(quality) : 1 };
    })
    .sort((a, b) => b.quality - a.quality);
  return (
    LOCALES.find((locale) => locale === wanted.find((w) => LOCALES.includes(w.language as Locale))?.language) ?? 'fr'
  );
}
