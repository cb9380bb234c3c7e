import { stdnum } from 'stdnum';
import { expect, test } from 'vitest';
import fc from '../../test/property.ts';
import { companyNumberIn, numberWritten, vatNumberIn } from './company-number.ts';

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((each) => each.join(''));

test('a Belgian number is read as people write it, those that begin with 1 among them', () => {
  expect(companyNumberIn('BE', 'BE 0825.711.609')).toBe('BE0825711609');
  expect(companyNumberIn('BE', '825711609')).toBe('BE0825711609');
  expect(companyNumberIn('BE', 'be 1000.000.021')).toBe('BE1000000021');
  for (const wrong of ['0825.711.608', '2825711609', '', 'BE', '08257116090'])
    expect(companyNumberIn('BE', wrong)).toBeUndefined();
  expect(numberWritten('BE0825711609')).toBe('BE 0825.711.609');
});

test('a French SIREN, SIRET or VAT number is told apart and written in groups of three', () => {
  expect(companyNumberIn('FR', '732 829 320')).toBe('732829320');
  expect(companyNumberIn('FR', '732 829 320 00074')).toBe('73282932000074');
  expect(companyNumberIn('FR', '356 000 000 00048')).toBe('35600000000048');
  expect(vatNumberIn('FR', '732829320')).toBe('FR44732829320');
  expect(companyNumberIn('FR', 'FR 44 732829320')).toBe('FR44732829320');
  for (const wrong of ['732829321', '73282932000075', 'FR45732829320', '000000000'])
    expect(companyNumberIn('FR', wrong)).toBeUndefined();
  expect([numberWritten('73282932000074'), numberWritten('FR44732829320')]).toEqual([
    '732 829 320 00074',
    'FR44 732 829 320',
  ]);
});

test('numbers are those that another implementation takes', () => {
  const agree = (country: 'BE' | 'FR', kind: string, number: string) =>
    expect(companyNumberIn(country, number) !== undefined, number).toBe(
      stdnum[country]?.[kind]?.validate(number).isValid ?? false,
    );
  fc.assert(
    fc.property(digits(8), fc.constantFrom('0', '1'), fc.boolean(), (body, first, isRight) => {
      const eight = first + body.slice(1);
      const key = isRight ? String(97 - (Number(eight) % 97)).padStart(2, '0') : body.slice(6);
      // Numbers below a million were never given; nobody agrees on them.
      if (Number(eight) > 1e6) agree('BE', 'vat', eight + key);
    }),
  );
  fc.assert(
    fc.property(digits(9), (number) => {
      // Nobody is number nought.
      fc.pre(Number(number) > 0);
      agree('FR', 'siren', number);
    }),
  );
  fc.assert(
    fc.property(digits(5), fc.constantFrom('732829320', '356000000'), (nic, siren) => {
      agree('FR', 'siret', siren + nic);
    }),
  );
});
