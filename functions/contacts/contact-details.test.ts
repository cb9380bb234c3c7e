import { describe, expect, test } from 'vitest';
import { readable } from '../../shared/text.ts';
import { emailAddress, emails, phoneNumber, phones } from './contact-details.ts';

describe('phone numbers', () => {
  test.each([
    ['+33612345678', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['+33\u00a06.12.34-56\u201178', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['+1 (415) 555-0100', '+14155550100'],
    ['+262 692 12 34 56', '+262692123456'],
    ['+39 06 6988 3114', '+390669883114'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(phoneNumber.parse(typed)).toBe(kept);
  });

  test.each([
    '06 12 34 56 78',
    '0033612345678',
    '+33 06 12 34 56 78',
    '+33',
    '+0612345678',
    '+33 6 12 34 56 7a',
    '',
    '+1234567890123456',
  ])('“%s” is refused, saying how to write it', (typed) => {
    const message = phoneNumber.safeParse(typed).error?.issues[0]?.message ?? '';
    expect(readable(message, 'fr')).toMatch(/format international.*\+33 6 12 34 56 78/);
    expect(readable(message, 'en')).toMatch(/international format.*\+33 6 12 34 56 78/);
  });
});

describe('email addresses', () => {
  test('keep what was typed before the @, the domain in lower case', () => {
    expect(emailAddress.parse('  Anne.Martin@Exemple.FR ')).toBe('Anne.Martin@exemple.fr');
  });

  test.each([
    'anne',
    'anne@',
    '@exemple.fr',
    'anne@exemple',
    'a b@exemple.fr',
    'anne@exemple.fr\r\nBcc: x@y.fr',
    `${'a'.repeat(250)}@exemple.fr`,
  ])('“%s” is refused', (typed) => {
    expect(emailAddress.safeParse(typed).success).toBe(false);
  });
});

test('the same address or number twice is kept once, the first as it was typed', () => {
  expect(emails.parse(['Anne@exemple.fr', 'b@exemple.fr', 'anne@EXEMPLE.fr'])).toEqual([
    'Anne@exemple.fr',
    'b@exemple.fr',
  ]);
  expect(phones.parse(['+33612345678', '+33 6 12 34 56 78'])).toEqual(['+33612345678']);
});
