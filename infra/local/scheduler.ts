import { readExpression } from './clockwork.ts';
import type { Schedule } from './wiring.ts';

export interface Scheduler {
  close(): void;
}

const MINUTE_MS = 60_000;
/** setTimeout cannot wait longer. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * Fires each schedule once at the start, one after the other, for what was missed while the cloud was down; then by
 * the clock. `fire` gets the target and the event: the template's input, else that of EventBridge, with the time meant.
 */
export function startScheduler(
  schedules: Schedule[],
  fire: (functionName: string, event: unknown) => Promise<void>,
): Scheduler {
  const timers = new Map<Schedule, NodeJS.Timeout>();
  let closed = false;

  const run = (schedule: Schedule, at: Date) => fire(schedule.function, eventOf(schedule, at)).catch(() => {});

  function wait(schedule: Schedule, at: number, then: () => void): void {
    if (closed) return;
    const left = at - Date.now();
    const timer =
      left > LONGEST_WAIT_MS ? setTimeout(() => wait(schedule, at, then), LONGEST_WAIT_MS) : setTimeout(then, left);
    timers.set(schedule, timer);
  }

  function follow(schedule: Schedule): void {
    const clockwork = readExpression(schedule.expression, schedule.timezone);
    const everyMs = 'everyMs' in clockwork ? clockwork.everyMs : MINUTE_MS;
    // A cron looks at each minute of the clock; a rate counts from the start.
    const origin = 'everyMs' in clockwork ? Date.now() : Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    const next = (at: number) =>
      wait(schedule, at, () => {
        const moment = new Date(at);
        if (!('matches' in clockwork) || clockwork.matches(moment)) void run(schedule, moment);
        // A machine that slept wakes to one firing, not to all those it missed.
        next(origin + (Math.floor((Date.now() - origin) / everyMs) + 1) * everyMs);
      });
    next(origin + everyMs);
  }

  for (const schedule of schedules) follow(schedule);
  void (async () => {
    for (const schedule of schedules) if (!closed) await run(schedule, new Date());
  })();
  return {
    close() {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function eventOf({ input, name }: Schedule, at: Date): unknown {
  const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
  if (input === undefined) return { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', time, detail: '{}' };
  return JSON.parse(
    input.replaceAll('<aws.scheduler.scheduled-time>', time).replaceAll('<aws.scheduler.schedule-arn>', name),
  );
}
