/** When an EventBridge Scheduler expression fires: `rate(5 minutes)` or `cron(0 3 * * ? *)`. */
export type Clockwork = { everyMs: number } | { matches(minute: Date): boolean };

const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Reads a schedule expression. Throws on one that it cannot follow (`at(…)`, and `L`, `W`, `#` in a cron). */
export function readExpression(expression: string, timezone: string): Clockwork {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count && unit) return { everyMs: Number(count) * UNITS[unit]! };
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new Error(`schedule expression not understood: ${expression}`);
  const [minutes, hours, dates, months, days, years] = fields as [string, string, string, string, string, string];
  const tests = [
    { part: 'minute', holds: field(minutes, 0, 59) },
    { part: 'hour', holds: field(hours, 0, 23) },
    { part: 'day', holds: field(dates, 1, 31) },
    { part: 'month', holds: field(months, 1, 12, MONTHS) },
    { part: 'weekday', holds: field(days, 1, 7, DAYS) },
    { part: 'year', holds: field(years, 1970, 2199) },
  ];
  const read = wallClock(timezone);
  return {
    matches: (minute) => {
      const now = read(minute);
      return tests.every(({ part, holds }) => holds(now[part] ?? -1));
    },
  };
}

/** One field: `*`, `?`, numbers or names, ranges, lists, steps. */
function field(text: string, min: number, max: number, names: string[] = []): (value: number) => boolean {
  const number = (word: string) => {
    const named = names.indexOf(word.toUpperCase());
    const value = named >= 0 ? named + 1 : Number(word);
    if (!/^\w+$/.test(word) || !Number.isInteger(value) || value < min || value > max) {
      throw new Error(`schedule field not understood: ${text}`);
    }
    return value;
  };
  const allowed = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step] = item.split('/');
    const [from = '', to] = range.split('-');
    const every = from === '*' || from === '?';
    const start = every ? min : number(from);
    const end = every || (step && to === undefined) ? max : number(to ?? from);
    for (let value = start; value <= end; value += Number(step ?? 1)) allowed.add(value);
  }
  return (value) => allowed.has(value);
}

/** Reads an instant as a clock on the wall of a time zone shows it. */
function wallClock(timezone: string): (instant: Date) => Record<string, number> {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (instant) =>
    Object.fromEntries(
      format
        .formatToParts(instant)
        .map(({ type, value }) => [type, type === 'weekday' ? DAYS.indexOf(value.toUpperCase()) + 1 : Number(value)]),
    );
}
