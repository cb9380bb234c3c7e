import { setTimeout as pause } from 'node:timers/promises';
import { unavailable } from '../problem/problem.ts';
import { ConditionFailed, commit, transact, type Write } from '../table/transact.ts';
import { say } from '../text.ts';

const TRIES = 10;

const busy = () =>
  unavailable(
    say(
      'Beaucoup de demandes concernent cet objet en ce moment. Réessayez.',
      'Many requests are about this very thing right now. Try again.',
    ),
    1,
  );

/**
 * Runs a job and commits its writes. When a condition without an answer of its own failed, the state moved between the
 * job's look and its writes: the job looks again. Its side effects, if any, must bear being done again.
 */
export async function settle<T extends { writes?: readonly Write[] }>(
  job: () => Promise<T>,
  now: Date,
  more: (outcome: T) => readonly Write[] = () => [],
  write = transact,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await job();
      // What answers another run of the same request comes first: its `otherwise` is the one thrown.
      await commit([...more(outcome), ...(outcome.writes ?? [])], now, write);
      return outcome;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      if (attempt === TRIES) throw busy();
      await pause(Math.random() * 10 * attempt);
    }
  }
}
