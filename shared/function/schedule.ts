import type { Log } from '../log.ts';
import type { ScheduleContract } from './contract.ts';
import { observed } from './observed.ts';
import { handlerOf } from './parts.ts';

/**
 * The Lambda handler of a `schedule` contract. The job finds what is due and enqueues it, nothing else. It is not told
 * for when it was woken: a late round does what is due by now.
 */
export function serve(contract: ScheduleContract, job: (input: { now: Date; log: Log }) => Promise<void>) {
  return handlerOf<object, void>(
    (parts) => [observed(contract.summary.en, parts)],
    ({ clock, log }) =>
      () =>
        job({ now: clock(), log }),
  );
}
