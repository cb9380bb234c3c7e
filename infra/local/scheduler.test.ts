import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readExpression } from './clockwork.ts';
import { startScheduler } from './scheduler.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function run(expression: string, minutes: number, options: { timezone?: string; input?: string } = {}) {
  vi.setSystemTime('2026-01-30T23:58:30Z');
  const events: unknown[] = [];
  const scheduler = startScheduler(
    [{ name: 'one', expression, timezone: 'UTC', function: 'one', ...options }],
    async (_, event) => void events.push(event),
  );
  vi.advanceTimersByTime(minutes * 60_000);
  scheduler.close();
  vi.advanceTimersByTime(24 * 60 * 60_000);
  return events;
}

const at = (time: string) => expect.objectContaining({ source: 'aws.scheduler', time });

test('a rate fires at the start, then at its pace, and no more once closed', () => {
  expect(run('rate(5 minutes)', 11)).toEqual([
    at('2026-01-30T23:58:30Z'),
    at('2026-01-31T00:03:30Z'),
    at('2026-01-31T00:08:30Z'),
  ]);
});

test('a cron fires at the start, then when the clock says so, where the clock hangs', () => {
  expect(run('cron(0 0 * * ? *)', 5).slice(1)).toEqual([at('2026-01-31T00:00:00Z')]);
  expect(run('cron(0 1 * * ? *)', 5, { timezone: 'Europe/Paris' }).slice(1)).toEqual([at('2026-01-31T00:00:00Z')]);
});

test('the template’s input is given, with the time meant', () => {
  expect(run('rate(1 hour)', 0, { input: '{"meant":"<aws.scheduler.scheduled-time>","a":1}' })).toEqual([
    { meant: '2026-01-30T23:58:30Z', a: 1 },
  ]);
});

test('one schedule that fails does not stop the others', async () => {
  const fired: string[] = [];
  const schedule = (name: string) => ({ name, expression: 'rate(1 minute)', timezone: 'UTC', function: name });
  const scheduler = startScheduler([schedule('bad'), schedule('good')], async (name) => {
    fired.push(name);
    if (name === 'bad') throw new Error('no');
  });
  await vi.advanceTimersByTimeAsync(60_000);
  scheduler.close();
  expect(fired).toEqual(['bad', 'good', 'bad', 'good']);
});

test.each([
  ['cron(*/15 8-18 ? * MON-FRI *)', '2026-01-30T08:45:00Z', true],
  ['cron(*/15 8-18 ? * MON-FRI *)', '2026-01-31T08:45:00Z', false],
  ['cron(*/15 8-18 ? * MON-FRI *)', '2026-01-30T08:46:00Z', false],
  ['cron(0 3 1,15 * ? *)', '2026-02-15T03:00:00Z', true],
  ['cron(5/20 3 ? JAN,MAR SUN 2026)', '2026-03-01T03:45:00Z', true],
  ['cron(5/20 3 ? JAN,MAR SUN 2026)', '2027-03-07T03:45:00Z', false],
])('%s at %s: %s', (expression, at, expected) => {
  const clockwork = readExpression(expression, 'UTC');
  expect('matches' in clockwork && clockwork.matches(new Date(at))).toBe(expected);
});

test.each([
  'rate(0.5 minutes)',
  'cron(0 3 * * ?)',
  'cron(0 3 L * ? *)',
  'cron(61 3 * * ? *)',
  'at(2026-01-01T00:00:00)',
])('%s is refused rather than never fired', (expression) =>
  expect(() => readExpression(expression, 'UTC')).toThrow('not understood'),
);
