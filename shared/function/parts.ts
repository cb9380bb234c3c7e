import middy, { type MiddlewareObj } from '@middy/core';
import { type Clock, systemClock } from '../clock.ts';
import { type Log, logger } from '../log.ts';

/** What a use case is given by its surroundings, and a test may give instead. */
export interface Parts {
  clock: Clock;
  log: Log;
}

const systemParts: Parts = { clock: systemClock, log: logger() };

/** A Lambda handler that can be made again with other parts: `handler.with({ clock })`. */
export type Handler<Event, Result> = ((event: Event, context?: unknown) => Promise<Result>) & {
  with(parts: Partial<Parts>): Handler<Event, Result>;
};

/** A handler from the middlewares around it and the job inside, both made with the parts. */
export function handlerOf<Event, Result>(
  around: (parts: Parts) => MiddlewareObj<Event, Result>[],
  job: (parts: Parts) => (event: Event) => Promise<Result>,
  parts: Parts = systemParts,
): Handler<Event, Result> {
  const composed = middy()
    .use(around(parts) as MiddlewareObj[])
    .handler(job(parts) as never);
  return Object.assign(composed as unknown as (event: Event, context?: unknown) => Promise<Result>, {
    with: (other: Partial<Parts>) => handlerOf(around, job, { ...parts, ...other }),
  });
}
