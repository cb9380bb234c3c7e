import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import * as z from 'zod';
import { packed } from '../text.ts';
import { about } from './about.ts';

const howToWrite = packed(
  'Écrivez le numéro au format international, avec l’indicatif du pays. Exemple : +33 6 12 34 56 78.',
  'Write the number in international format, with the country code. Example: +33 6 12 34 56 78.',
);
const notMobile = packed(
  'Aucun code par SMS n’arriverait à ce numéro : donnez celui d’un téléphone mobile. Exemple : +33 6 12 34 56 78.',
  'No code by text message would arrive at this number: give that of a mobile phone. Example: +33 6 12 34 56 78.',
);

/** What people put between digits, and what a paste brings along unseen; « (0) » is said at home only. */
const BETWEEN_DIGITS = /\(0\)|[\s\p{Cf}\p{Z}.()/\-\u2010-\u2015]/gu;

export const digitsTogether = (typed: string): string => typed.replace(BETWEEN_DIGITS, '');

/**
 * France's numbers overseas have country codes of their own; whoever is used to call them from France writes +33.
 * The first figures after it, without the zero -> the country code (ARCEP, plan national de numérotation).
 */
const OVERSEAS: Readonly<Record<string, string>> = {
  262: '262',
  263: '262',
  269: '262',
  639: '262',
  692: '262',
  693: '262',
  590: '590',
  690: '590',
  691: '590',
  594: '594',
  694: '594',
  596: '596',
  696: '596',
  697: '596',
};

function withOwnCode(typed: string): string {
  const [, first = '', rest = ''] = /^\+330?(\d{3})(\d{6})$/.exec(typed) ?? [];
  const code = OVERSEAS[first];
  return code ? `+${code}${first}${rest}` : typed;
}

/** A number as the world's numbering plans read it, without the zero that is said at home. */
function read(typed: string): PhoneNumber | undefined {
  const digits = digitsTogether(typed);
  return /^\+[1-9]\d{6,15}$/.test(digits) ? parsePhoneNumberFromString(withOwnCode(digits)) : undefined;
}

const E164 = /^\+[1-9]\d{6,14}$/;

const phone = (accepts: (number: PhoneNumber) => boolean, otherwise: string) =>
  z
    .string()
    .max(40, { error: howToWrite })
    .transform((typed, context) => {
      const number = read(typed);
      if (number && E164.test(number.number) && accepts(number)) return number.number as string;
      context.addIssue({ code: 'custom', message: number ? otherwise : howToWrite });
      return z.NEVER;
    });

/** A phone number of any kind, kept in E.164: `+33142685300`. */
export const phoneNumber = phone(() => true, howToWrite).meta(
  about('Un numéro au format international.', 'A number in international format.', '+33142685300'),
);

/**
 * The number of a mobile phone, which a text message reaches: `+33612345678`. Landlines, special rates, ranges that are
 * given to nobody and satellites (they belong to no country) are refused.
 */
export const mobileNumber = phone((number) => number.isValid() && number.country !== undefined, notMobile).meta(
  about('Un mobile, au format international.', 'A mobile phone, in international format.', '+33612345678'),
);

/** A number of ours as it is dialled at home, digits only: `0612345678`. */
export const dialledAtHome = (e164: string): string =>
  parsePhoneNumberFromString(e164)?.formatNational().replace(/\D/g, '') ?? e164.slice(1);
