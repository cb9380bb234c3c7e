import { expect, it } from 'vitest';
import fc from '../test/property.ts';
import { newId, newSecret, timeOfId } from './ids.ts';

const times = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });

it('ids sort as the times at which they were made, and tell them', () => {
  fc.assert(
    fc.property(times, times, (one, other) => {
      const [a, b] = [newId('sig', one), newId('sig', other)];
      expect(a).toMatch(/^sig_[0-9a-z]{26}$/);
      expect(timeOfId(a)).toEqual(one);
      if (one < other) expect(a < b).toBe(true);
    }),
  );
});

it('ids and secrets are never the same twice', () => {
  const now = new Date();
  expect(new Set(Array.from({ length: 5000 }, () => newId('x', now))).size).toBe(5000);
  expect(new Set(Array.from({ length: 5000 }, newSecret)).size).toBe(5000);
  expect(newSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
