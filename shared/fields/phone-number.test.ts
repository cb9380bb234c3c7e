import { describe, expect, test } from 'vitest';
import { readable } from '../text.ts';
import { dialledAtHome, mobileNumber, phoneNumber } from './phone-number.ts';

const refusal = (field: typeof phoneNumber, typed: string, locale: 'fr' | 'en') =>
  readable(field.safeParse(typed).error?.issues[0]?.message ?? '', locale);

describe('a phone number is kept in E.164, as', () => {
  test.each([
    ['+33612345678', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['+33\u00a06.12.34-56\u201178', '+33612345678'],
    ['\u202a+33 6\u200b12 34 56 78\u202c', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['+33 06 12 34 56 78', '+33612345678'],
    ['+1 (415) 555-0100', '+14155550100'],
    ['+262 692 12 34 56', '+262692123456'],
    ['+262 0692 12 34 56', '+262692123456'],
    ['+33 692 12 34 56', '+262692123456'],
    ['+33 (0)690 12 34 56', '+590690123456'],
    ['+33 262 12 34 56', '+262262123456'],
    ['+32 (0)475/12.34.56', '+32475123456'],
    ['+32 0475 12 34 56', '+32475123456'],
    ['+212 0612345678', '+212612345678'],
    ['+49 0151 12345678', '+4915112345678'],
    ['+39 06 6988 3114', '+390669883114'],
  ])('%s: %s', (typed, kept) => {
    expect(phoneNumber.parse(typed)).toBe(kept);
  });

  test.each(['06 12 34 56 78', '0033612345678', '+33', '+0612345678', '+33 6 12 34 56 7a', '', '+1234567890123456'])(
    '“%s” is refused, saying how to write it',
    (typed) => {
      expect(refusal(phoneNumber, typed, 'fr')).toMatch(/format international.*\+33 6 12 34 56 78/);
      expect(refusal(phoneNumber, typed, 'en')).toMatch(/international format.*\+33 6 12 34 56 78/);
    },
  );
});

describe('a code by text message goes', () => {
  test.each(['+33 7 51 23 45 67', '+262 692 12 34 56', '+33 692 12 34 56', '+352 621 123 456', '+1 415 555 2671'])(
    'to %s',
    (typed) => {
      expect(mobileNumber.safeParse(typed).success).toBe(true);
    },
  );

  test.each([
    ['a landline', '+33 1 42 68 53 00'],
    ['a landline overseas', '+33 262 12 34 56'],
    ['a special rate', '+33 899 70 12 34'],
    ['a range that is given to nobody', '+44 7700 900123'],
    ['a number too short', '+33 6 12 34 56'],
    ['a satellite', '+8816 1234 5678'],
  ])('not to %s (%s), which is said', (_what, typed) => {
    expect(refusal(mobileNumber, typed, 'fr')).toMatch(/téléphone mobile/);
    expect(refusal(mobileNumber, typed, 'en')).toMatch(/mobile phone/);
  });
});

test.each([
  ['+33612345678', '0612345678'],
  ['+262692123456', '0692123456'],
  ['+32475998877', '0475998877'],
  ['+390669883114', '0669883114'],
  ['+37761234567', '61234567'],
])('%s is dialled at home as %s', (number, dialled) => {
  expect(dialledAtHome(number)).toBe(dialled);
});
