import { expect, test } from 'vitest';
import { country } from '../fields/country.ts';
import { cents, exponentOf, written } from './money.ts';

test('an amount is an integer of the smallest unit, never negative nor beyond counting', () => {
  expect(cents.parse(1999)).toBe(1999);
  for (const amount of [-1, 19.99, 1e12, Number.NaN, '12']) expect(cents.safeParse(amount).success).toBe(false);
});

test('each currency has its own smallest unit', () => {
  expect([exponentOf('EUR'), exponentOf('XPF'), exponentOf('TND')]).toEqual([2, 0, 3]);
  expect(written(123450, 'EUR', 'fr').replace(/\s/g, ' ')).toBe('1 234,50 €');
  expect(written(1500, 'XPF', 'en')).toContain('1,500');
});

test('a country is known by its code', () => {
  for (const code of ['FR', 'be', ' re ', 'GP', 'NC', 'MC', 'XK']) expect(country.safeParse(code).success).toBe(true);
  expect(country.parse('uk')).toBe('GB');
  for (const code of ['EU', 'ZZ', 'France', '', 'F1', 'QX', 'UN']) expect(country.safeParse(code).success).toBe(false);
});
