import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';
import { emailAddress, emailKey } from '../../shared/fields/email-address.ts';
import { phoneNumber } from '../../shared/fields/phone-number.ts';

const MOST = 10;

/** The first of those that are the same. */
const distinct =
  (same: (value: string) => string) =>
  (values: string[]): string[] =>
    values.filter((value, i) => values.findIndex((other) => same(other) === same(value)) === i);

export const emails = z
  .array(emailAddress)
  .max(MOST)
  .transform(distinct(emailKey))
  .meta(
    about('Ses adresses ; les doubles sont ôtés.', 'Their addresses; doubles are removed.', ['zoe@client.example']),
  );

export const phones = z
  .array(phoneNumber)
  .max(MOST)
  .transform(distinct((number) => number))
  .meta(about('Ses numéros ; les doubles sont ôtés.', 'Their numbers; doubles are removed.', ['+33612345678']));
