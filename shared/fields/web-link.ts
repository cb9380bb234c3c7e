import * as z from 'zod';
import { type Locale, packed } from '../text.ts';
import { about } from './about.ts';

const LONGEST = 500;

const isLink = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username && !url.password;
};

const link = (isSound: (text: string) => boolean) =>
  z
    .string()
    .trim()
    .max(LONGEST)
    .refine(isSound, {
      error: packed(
        'Donnez une adresse entière, qui commence par https://. Exemple : https://www.exemple.fr/conditions.',
        'Give a whole address, which begins with https://. Example: https://www.example.com/terms.',
      ),
    });

/** An address for people to follow: http or https, a name, no password in it. Nothing of ours calls it. */
export const webLink = link(isLink).meta(about('Une adresse web.', 'A web address.', 'https://www.exemple.fr/notice'));

/** What stands for the reader's language in a link. */
const LANGUAGE = '#LG#';

/** A link that may differ by language: `https://www.exemple.fr/#LG#/conditions`. */
export const linkByLanguage = link((text) => isLink(inLanguage(text, 'fr'))).meta(
  about(
    'Une adresse web ; `#LG#` y devient la langue du lecteur (`FR`, `EN`).',
    'A web address; `#LG#` in it becomes the reader’s language (`FR`, `EN`).',
    'https://www.durand-menuiserie.fr/#LG#/conditions',
  ),
);

/** The link for a reader. */
export const inLanguage = (text: string, locale: Locale): string => text.replaceAll(LANGUAGE, locale.toUpperCase());
