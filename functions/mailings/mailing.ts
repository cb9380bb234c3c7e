import * as z from 'zod';
import { instantOf, type WallTime, wallTime } from '../../shared/fields/wall-time.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueAt, dueNow, dueSoon } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, say } from '../../shared/text.ts';
import type { MailingSender } from '../consents/gate.ts';
import { audienceFilter } from './audience-filter.ts';
import { computeAudience } from './commands/compute-audience.ts';
import { handOverMailing } from './commands/hand-over-mailing.ts';
import { mailingStates } from './mailing-states.ts';
import { ALSO, type RecipientStanding, STANDINGS } from './mailing-view.ts';

const counted = z.object(
  Object.fromEntries(STANDINGS.map((standing) => [standing, z.int()])) as Record<RecipientStanding, z.ZodInt>,
);
export type Counts = z.infer<typeof counted>;

/** One mail to many: whom it is for, how far it has come. Its words are kept beside (`kept-wording`). */
export const mailings = entity({
  name: 'mailing',
  partition: 'id',
  feed: true,
  states: mailingStates,
  dues: { work: ['computing', 'scheduled', 'sending'] },
  schema: z.object({
    id: z.string(),
    name: z.string(),
    subject: z.string(),
    locale: z.enum(LOCALES),
    filter: audienceFilter,
    status: mailingStates.schema,
    /** Through what it leaves: the platform's shared sender, or an SMTP account of the business's own. */
    sender: z.union([
      z.object({ kind: z.literal('platform') }),
      z.object({ kind: z.literal('own'), smtpAccountId: z.string() }),
    ]),
    /** Whom the business chose to write to beyond those who agreed; `author` chose, when it was created. */
    also: z.array(z.enum(ALSO)),
    /** An email of which nobody knows whether it left is sent again, as the business chose. */
    resendsUncertain: z.boolean(),
    author: z.object({ userId: z.string(), name: z.string(), company: z.string().optional(), email: z.string() }),
    /** Moves with every step of its work: a message of one that was done is told from the next. */
    step: z.int(),
    /** Where the reading of contacts goes on. */
    cursor: z.string().optional(),
    read: z.int(),
    toRead: z.int(),
    counts: counted,
    /** How many addresses it is to reach. */
    reached: z.int(),
    contactsWithoutAddress: z.int(),
    providers: z.record(z.string(), z.int()),
    /** Where the handing over goes on. */
    place: z.object({ shard: z.int(), after: z.string() }).optional(),
    scheduledFor: wallTime.extend({ instant: z.string() }).optional(),
    createdAt: z.string(),
    sendingSince: z.string().optional(),
    endedAt: z.string().optional(),
  }),
});
export type Mailing = z.infer<(typeof mailings)['schema']>;

const ID = /^mlg_[0-9a-z]{26}$/;

/** @throws 404, for another account's too */
export async function findMailing(tenant: Tenant, id: string): Promise<Mailing> {
  const mailing = ID.test(id) ? await mailings.get(tenant, { id }) : undefined;
  if (!mailing) throw notFound(say('Cet envoi n’existe pas.', 'This mailing does not exist.'));
  return mailing;
}

/** Through whom it leaves, as the gate asks it. */
export const gateOf = ({ sender, also }: Pick<Mailing, 'sender' | 'also'>): MailingSender =>
  sender.kind === 'platform' ? sender : { kind: 'own', also };

const NONE = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Counts;

const computing = (tenant: Tenant, id: string, step: number, now: Date) => ({
  work: dueNow(outgoing(computeAudience, { tenant, mailingId: id, step }), now),
});

type Given = Pick<
  Mailing,
  'name' | 'subject' | 'locale' | 'filter' | 'sender' | 'also' | 'resendsUncertain' | 'author'
>;

/** A new mailing, whose audience is about to be found. */
export function newMailing(tenant: Tenant, given: Given, now: Date): { mailing: Mailing; write: Write } {
  const mailing: Mailing & { status: 'computing' } = {
    ...given,
    id: newId('mlg', now),
    status: 'computing',
    ...{ step: 0, read: 0, toRead: 0, counts: NONE, reached: 0, contactsWithoutAddress: 0, providers: {} },
    createdAt: now.toISOString(),
  };
  return { mailing, write: mailings.put(tenant, mailing, { due: computing(tenant, mailing.id, 0, now) }) };
}

/** What a step found of the audience. */
export interface Found {
  read: number;
  counts: Counts;
  reached: number;
  contactsWithoutAddress: number;
  providers: Readonly<Record<string, number>>;
  /** Where to go on; none at the end. */
  cursor: string | undefined;
}

export const noneFound = (): Found => ({
  ...{ read: 0, counts: { ...NONE }, reached: 0, contactsWithoutAddress: 0, providers: {}, cursor: undefined },
});

/** The reading begins, of so many contacts. */
export const begun = (tenant: Tenant, { id, step }: Mailing, toRead: number, now: Date): Write =>
  mailings.update(
    tenant,
    { id },
    {
      when: { equals: { step, status: 'computing' } },
      set: { step: step + 1, toRead },
      due: computing(tenant, id, step + 1, now),
    },
  );

/** A step was taken: it goes on, or the audience is frozen. */
export function found(tenant: Tenant, mailing: Mailing, step: Found, now: Date): Write {
  const { id, counts, providers } = mailing;
  const read = mailing.read + step.read;
  const set = {
    step: mailing.step + 1,
    read,
    counts: added(counts, step.counts),
    reached: mailing.reached + step.reached,
    contactsWithoutAddress: mailing.contactsWithoutAddress + step.contactsWithoutAddress,
    providers: added(providers, step.providers),
  };
  const when = { equals: { step: mailing.step } };
  if (step.cursor === undefined)
    return mailings.move(tenant, mailing, 'freeze', { when, set: { ...set, toRead: read }, remove: ['cursor'] });
  return mailings.update(tenant, mailing, {
    when: { equals: { ...when.equals, status: mailing.status } },
    // More may have come than were counted.
    set: { ...set, cursor: step.cursor, toRead: Math.max(mailing.toRead, read) },
    due: computing(tenant, id, mailing.step + 1, now),
  });
}

const added = <R extends Readonly<Record<string, number>>>(some: R, more: R): R =>
  Object.fromEntries(
    [...new Set([...Object.keys(some), ...Object.keys(more)])].map((key) => [key, (some[key] ?? 0) + (more[key] ?? 0)]),
  ) as R;

const step = (tenant: Tenant, { id }: Mailing, number: number) =>
  outgoing(handOverMailing, { tenant, mailingId: id, step: number });

/** The next step, at once: what was to be done before is not done any more. */
const atOnce = (tenant: Tenant, mailing: Mailing, now: Date) => ({
  when: { equals: { step: mailing.step } },
  due: { work: dueNow(step(tenant, mailing, mailing.step + 1), now) },
});

/** It leaves when the clocks of a place show a time. @throws 409 */
export function schedule(tenant: Tenant, mailing: Mailing, wall: WallTime): Write {
  const instant = instantOf(wall);
  return mailings.move(tenant, mailing, 'schedule', {
    when: { equals: { step: mailing.step } },
    set: { step: mailing.step + 1, scheduledFor: { ...wall, instant: instant.toISOString() } },
    due: { work: dueAt(step(tenant, mailing, mailing.step + 1), instant) },
  });
}

/** It begins to leave. @throws 409 */
export function send(tenant: Tenant, mailing: Mailing, now: Date): Write {
  return mailings.move(tenant, mailing, 'send', {
    ...atOnce(tenant, mailing, now),
    set: { step: mailing.step + 1, sendingSince: now.toISOString() },
  });
}

/** No further email of it is handed over. @throws 409 */
export const pause = (tenant: Tenant, mailing: Mailing): Write =>
  mailings.move(tenant, mailing, 'pause', {
    when: { equals: { step: mailing.step } },
    set: { step: mailing.step + 1 },
  });

/** It goes on where it was. @throws 409 */
export const resume = (tenant: Tenant, mailing: Mailing, now: Date): Write =>
  mailings.move(tenant, mailing, 'resume', { ...atOnce(tenant, mailing, now), set: { step: mailing.step + 1 } });

/** It ends here, whatever is planned. @throws 409 */
export const cancel = (tenant: Tenant, mailing: Mailing, now: Date): Write =>
  mailings.move(tenant, mailing, 'cancel', {
    when: { equals: { step: mailing.step } },
    set: { step: mailing.step + 1, endedAt: now.toISOString() },
  });

/** Every address has its result. */
export const finish = (tenant: Tenant, mailing: Mailing, now: Date): Write =>
  mailings.move(tenant, mailing, 'finish', {
    when: { equals: { step: mailing.step } },
    set: { endedAt: now.toISOString() },
  });

/** Some were handed over: it goes on from a place, in so many seconds. */
export const handedOver = (tenant: Tenant, mailing: Mailing, place: Mailing['place'], rest: number, now: Date): Write =>
  mailings.update(
    tenant,
    { id: mailing.id },
    {
      when: { equals: { step: mailing.step, status: mailing.status } },
      set: { step: mailing.step + 1, ...(place && { place }) },
      ...(!place && { remove: ['place'] }),
      due: { work: dueSoon(step(tenant, mailing, mailing.step + 1), rest, now) },
    },
  );
