import * as z from 'zod';
import { packed } from '../text.ts';
import { about } from './about.ts';

const checked13 = (twelve: string) =>
  (10 - ([...twelve].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0) % 10)) % 10;

/** The thirteen digits of an ISBN (ISO 2108), of thirteen or of ten; undefined when its check digit is wrong. */
function digitsOf(typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(/[\s-]/g, '');
  if (/^97[89]\d{10}$/.test(bare)) return checked13(bare.slice(0, 12)) === Number(bare[12]) ? bare : undefined;
  if (!/^\d{9}[\dX]$/.test(bare)) return undefined;
  const sum = [...bare].reduce((all, digit, i) => all + (10 - i) * (digit === 'X' ? 10 : Number(digit)), 0);
  const twelve = `978${bare.slice(0, 9)}`;
  return sum % 11 === 0 ? twelve + checked13(twelve) : undefined;
}

/** An ISBN as thirteen digits. */
export const isbn = z
  .string()
  .transform((typed, context) => {
    const digits = digitsOf(typed);
    if (digits) return digits;
    context.addIssue({
      code: 'custom',
      message: packed(
        'Cet ISBN n’en est pas un : 13 chiffres (ou 10), tirets admis. Vérifiez chaque chiffre.',
        'This is no ISBN: 13 digits (or 10), hyphens allowed. Check each digit.',
      ),
    });
    return z.NEVER;
  })
  .meta(about('L’ISBN.', 'The ISBN.', '9782070360024'));
