import { electronicFormatIBAN, friendlyFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';
import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';
import { packed } from '../../shared/text.ts';

/** An account number as machines write it, its check digits sound. */
export const iban = z
  .string()
  .max(50)
  .transform((typed) => electronicFormatIBAN(typed) ?? '')
  .refine((text) => isValidIBAN(text), {
    error: packed(
      'Cet IBAN n’est pas valable : recopiez-le d’un relevé. Exemple : BE71 0961 2345 6769.',
      'This IBAN is not valid: copy it from a statement. Example: BE71 0961 2345 6769.',
    ),
  })
  .meta(about('Le compte, par son IBAN.', 'The account, by its IBAN.', 'BE71096123456769'));

export const bic = z
  .string()
  .max(20)
  .transform((typed) => typed.replace(/\s/g, '').toUpperCase())
  .refine((text) => isValidBIC(text), {
    error: packed('Un BIC a 8 ou 11 lettres et chiffres.', 'A BIC has 8 or 11 letters and digits.'),
  })
  .meta(about('La banque, par son BIC.', 'The bank, by its BIC.', 'GKCCBEBB'));

/** `BE71 0961 2345 6769` */
export const printedIban = (text: string): string => friendlyFormatIBAN(text) ?? text;
