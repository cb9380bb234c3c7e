import { mailingFacts } from '../../events/mailing.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueNow } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { tell } from '../facts/fact.ts';
import { computeAudience } from './commands/compute-audience.ts';
import { type Counts, type Mailing, mailings, type NextStep, noneCounted } from './mailing.ts';

const computing = (tenant: Tenant, id: string, step: number, now: Date) => ({
  work: dueNow(outgoing(computeAudience, { tenant, mailingId: id, step }), now),
});

type Given = Pick<
  Mailing,
  'name' | 'subject' | 'locale' | 'filter' | 'sender' | 'also' | 'resendsUncertain' | 'countsClicks' | 'author'
>;

/** What is known of an audience before it is looked for. */
const NOTHING = {
  ...{ read: 0, toRead: 0, counts: noneCounted, reached: 0, atLimit: 0, contactsWithoutAddress: 0, providers: {} },
};

/** A new mailing, whose audience is about to be found. */
export function newMailing(tenant: Tenant, given: Given, now: Date): { mailing: Mailing; write: Write } {
  const mailing: Mailing & { status: 'computing' } = {
    ...given,
    ...NOTHING,
    ...{ id: newId('mlg', now), status: 'computing', step: 0, audience: 0, next: { what: 'begin' } },
    createdAt: now.toISOString(),
  };
  return { mailing, write: mailings.put(tenant, mailing, { due: computing(tenant, mailing.id, 0, now) }) };
}

/** Its audience is looked for again, as things stand now: the mailing as it then is, and the write. @throws 409 */
export function refresh(tenant: Tenant, mailing: Mailing, now: Date): { mailing: Mailing; write: Write } {
  const set = { ...NOTHING, step: mailing.step + 1, audience: mailing.audience + 1, next: { what: 'clear' } } as const;
  const refreshed: Mailing = { ...mailing, ...set, status: 'computing' };
  for (const field of GONE) delete refreshed[field];
  const write = mailings.move(tenant, mailing, 'refresh', {
    when: { equals: { step: mailing.step }, missing: ['sendingSince'] },
    set,
    remove: GONE,
    due: computing(tenant, mailing.id, set.step, now),
  });
  return { mailing: refreshed, write };
}
const GONE = ['frozenAt', 'failure', 'endedAt'] as const;

/** What a step found of the audience. */
export interface Found {
  read: number;
  counts: Counts;
  reached: number;
  atLimit: number;
  contactsWithoutAddress: number;
  providers: Readonly<Record<string, number>>;
  /** What comes next; nothing at the end. */
  next: NextStep | undefined;
}

/** A step that finds nobody yet: it goes on. */
export const goOn = (tenant: Tenant, { id, step }: Mailing, set: { next: NextStep; toRead?: number }, now: Date) =>
  mailings.update(
    tenant,
    { id },
    {
      when: { equals: { step, status: 'computing' } },
      set: { ...set, step: step + 1 },
      due: computing(tenant, id, step + 1, now),
    },
  );

/** A step was taken: it goes on, or the audience is frozen. */
export function found(tenant: Tenant, mailing: Mailing, step: Found, now: Date): Write[] {
  const { id, counts, providers } = mailing;
  const read = mailing.read + step.read;
  const set = {
    step: mailing.step + 1,
    read,
    counts: added(counts, step.counts),
    reached: mailing.reached + step.reached,
    atLimit: mailing.atLimit + step.atLimit,
    contactsWithoutAddress: mailing.contactsWithoutAddress + step.contactsWithoutAddress,
    providers: added(providers, step.providers),
  };
  const when = { equals: { step: mailing.step } };
  if (!step.next) {
    const frozen = { ...set, toRead: read, frozenAt: now.toISOString() };
    return [
      mailings.move(tenant, mailing, 'freeze', { when, set: frozen, remove: ['next'] }),
      tell(tenant, mailingFacts, 'ready', { mailingId: id }, now),
    ];
  }
  return [
    mailings.update(tenant, mailing, {
      when: { equals: { ...when.equals, status: mailing.status } },
      // More may have come than were counted.
      set: { ...set, next: step.next, toRead: Math.max(mailing.toRead, read) },
      due: computing(tenant, id, mailing.step + 1, now),
    }),
  ];
}

const added = <R extends Readonly<Record<string, number>>>(some: R, more: R): R =>
  Object.fromEntries(
    [...new Set([...Object.keys(some), ...Object.keys(more)])].map((key) => [key, (some[key] ?? 0) + (more[key] ?? 0)]),
  ) as R;
