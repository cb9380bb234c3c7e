import { createHash } from 'node:crypto';
import { after } from '../clock.ts';
import type { Outgoing } from '../queue/send.ts';
import { DUES, type DueIndex } from './indexes.ts';

/**
 * The due indexes: a row that must be acted on says by whom (a message to a queue) and when. It is set in the
 * transaction that changes the row's state, so that the work cannot be lost with a message; the consumer's own
 * transition clears or moves it. A row has a few dues at most, each under a name and in an
 * index of its own: what happens to one needs to know nothing of the others (decision 24).
 */
export interface Due {
  message: Outgoing;
  at: Date;
  /** Seconds after the commit at which the message is sent to the queue too; none when only the index knows. */
  delay?: number;
}

/** Work to be done at once. */
export const dueNow = (message: Outgoing, now: Date): Due => ({ message, at: now, delay: 0 });

/** Work to be done in a few seconds: a retry. At most what a queue can hold back. */
export const dueSoon = (message: Outgoing, seconds: number, now: Date): Due =>
  seconds <= LONGEST_DELAY
    ? { message, at: after(now, seconds), delay: Math.ceil(seconds) }
    : dueAt(message, after(now, seconds));

/** Work to be done later, when `wake-due` finds it. */
export const dueAt = (message: Outgoing, at: Date): Due => ({ message, at });

/** The longest that SQS delays a message, in seconds. */
const LONGEST_DELAY = 900;
export const SHARDS = 8;
/** Seconds given to the message that leaves with the commit before `wake-due` sends another. */
export const LEASE = 30;

const shardOf = (pk: string) => (createHash('sha256').update(pk).digest()[0] ?? 0) % SHARDS;
export const sortKey = (at: Date, pk: string, sk: string) => `${at.toISOString()}#${pk}#${sk}`;

export const keysOf = (index: DueIndex) => [`${index}Pk`, `${index}Sk`] as const;

/** The attributes that put an item in an index; a lease later when its message is on its way. */
function listedIn(index: DueIndex, item: { pk: string; sk: string }, { message, at, delay }: Due) {
  const listedAt = delay === undefined ? at : after(at, LEASE);
  const [pk, sk] = keysOf(index);
  return {
    [pk]: `due#${shardOf(item.pk)}`,
    [sk]: sortKey(listedAt, item.pk, item.sk),
    [index]: { queue: message.queue, data: message.data, attempts: 0 },
  };
}

/** Dues to be set, by name; `null` clears one. The others stay as they are. */
export type DueChange<D extends string> = { readonly [N in D]?: Due | null } & { message?: never };

/**
 * What a change of dues comes to: attributes to set, attributes to remove, messages that leave with the commit.
 * @param names the dues of the kind, in the order of their indexes
 */
export function changeOfDues<D extends string>(
  names: readonly D[],
  item: { pk: string; sk: string },
  change: DueChange<D> = {},
) {
  const set: Record<string, unknown> = {};
  const remove: string[] = [];
  const messages: Outgoing[] = [];
  for (const [place, index] of DUES.entries()) {
    const name = names[place];
    const due = name && change[name];
    if (due === null) remove.push(...keysOf(index), index);
    if (!due) continue;
    Object.assign(set, listedIn(index, item, due));
    if (due.delay !== undefined) messages.push({ ...due.message, delay: due.delay });
  }
  return { set, remove, messages };
}
