import { describe, expect, it } from 'vitest';
import { packed, preferredLocale, readable } from './text.ts';

describe('the language of a reader', () => {
  it.each([
    [undefined, 'fr'],
    ['', 'fr'],
    ['fr', 'fr'],
    ['en-GB,en;q=0.9', 'en'],
    ['EN', 'en'],
    ['de-DE,en;q=0.5,fr;q=0.4', 'en'],
    ['en;q=0.5,fr;q=0.9', 'fr'],
    ['fr;q=0.3, en;q=0.8', 'en'],
    ['de', 'fr'],
    ['*', 'fr'],
    [';;q=,', 'fr'],
    ['english', 'fr'],
  ])('that prefers %j is %s', (header, locale) => expect(preferredLocale(header)).toBe(locale));
});

it('two languages travel as one string, and any other string as it is', () => {
  const both = packed('Trop long.', 'Too long.');
  expect([readable(both, 'fr'), readable(both, 'en')]).toEqual(['Trop long.', 'Too long.']);
  expect([readable('Plain', 'fr'), readable('Plain', 'en')]).toEqual(['Plain', 'Plain']);
});
