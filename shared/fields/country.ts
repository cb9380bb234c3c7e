import * as z from 'zod';
import { type Locale, packed } from '../text.ts';

/** Codes that stand for no country to send to: groups, reserved and former ones that `Intl` knows all the same. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']);
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** A country by its ISO 3166-1 code of two letters, in capitals; `UK` is what people write for `GB`. */
export const country = z
  .string()
  .trim()
  .toUpperCase()
  .transform((code) => (code === 'UK' ? 'GB' : code))
  .refine(
    (code) =>
      /^[A-Z]{2}$/.test(code) &&
      new Intl.Locale('und', { region: code }).maximize().region === code &&
      !NO_COUNTRY.has(code) &&
      names.of(code) !== undefined,
    {
      error: packed(
        'Donnez le pays par son code de deux lettres. Exemple : FR.',
        'Give the country by its code of two letters. Example: FR.',
      ),
    },
  );

/** A country as people of a language call it, by its code. */
export const countryName = (code: string, locale: Locale): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
