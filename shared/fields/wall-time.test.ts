import { expect, test } from 'vitest';
import fc from '../../test/property.ts';
import { instantOf, timeZone, wallTime } from './wall-time.ts';

const utc = (at: string, zone = 'Europe/Paris') => instantOf({ at, timeZone: zone }).toISOString();

test.each([
  ['2026-11-28T10:00', 'Europe/Paris', '2026-11-28T09:00:00.000Z'],
  ['2026-07-14T10:00', 'Europe/Paris', '2026-07-14T08:00:00.000Z'],
  ['2026-07-14T10:00', 'Indian/Reunion', '2026-07-14T06:00:00.000Z'],
  ['2026-01-01T00:00', 'Pacific/Noumea', '2025-12-31T13:00:00.000Z'],
  ['2026-11-28T23:30', 'America/Montreal', '2026-11-29T04:30:00.000Z'],
])('%s in %s is %s', (at, zone, instant) => {
  expect(utc(at, zone)).toBe(instant);
});

test('a time that the clocks jump over is the first minute that exists after it', () => {
  expect(utc('2026-03-29T02:00')).toBe('2026-03-29T01:00:00.000Z');
  expect(utc('2026-03-29T02:30')).toBe('2026-03-29T01:00:00.000Z');
  expect(utc('2026-03-29T02:59')).toBe('2026-03-29T01:00:00.000Z');
  expect(utc('2026-03-29T03:00')).toBe('2026-03-29T01:00:00.000Z');
  expect(utc('2026-10-04T02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z');
});

test('a time that comes twice is the first one', () => {
  expect(utc('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(utc('2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
});

test('what ends at a time that comes twice ends the last time; one that never comes is the same for both', () => {
  const end = (at: string) => instantOf({ at, timeZone: 'Europe/Brussels' }, 'last').toISOString();
  expect(end('2026-10-25T02:30')).toBe('2026-10-25T01:30:00.000Z');
  expect(end('2027-03-28T02:30')).toBe('2027-03-28T01:00:00.000Z');
  expect(end('2026-12-01T10:00')).toBe('2026-12-01T09:00:00.000Z');
});

test('what the clock shows at the instant found is what was asked, or later when that never came', () => {
  const zones = ['Europe/Paris', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu', 'Africa/Casablanca'];
  const minutes = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 });
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
      const at = new Date(minute * 60_000).toISOString().slice(0, 16);
      const shown = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
        .format(instantOf({ at, timeZone: zone }))
        .replace(' ', 'T');
      expect(shown >= at).toBe(true);
      expect(Date.parse(`${shown}Z`) - Date.parse(`${at}Z`)).toBeLessThanOrEqual(24 * 3_600_000);
    }),
    { seed: 20261128, numRuns: 500 },
  );
});

test('a zone is known by its name, never by an offset', () => {
  expect(timeZone.safeParse('Europe/Paris').success).toBe(true);
  for (const typed of ['+02:00', 'Europe/Nowhere', '', 'CET+1']) expect(timeZone.safeParse(typed).success).toBe(false);
  expect(wallTime.safeParse({ at: '2026-03-29T02:30', timeZone: 'Europe/Paris' }).success).toBe(true);
  for (const at of ['2026-03-29', '2026-03-29T02:30Z', '2026-02-30T10:00'])
    expect(wallTime.safeParse({ at, timeZone: 'Europe/Paris' }).success).toBe(false);
});
