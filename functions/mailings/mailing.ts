import * as z from 'zod';
import { mailingFacts } from '../../events/mailing.ts';
import { instantOf, type WallTime, wallTime } from '../../shared/fields/wall-time.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueAt, dueNow, dueSoon } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import { place } from '../../shared/table/shards.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, say } from '../../shared/text.ts';
import type { MailingSender } from '../consents/gate.ts';
import { tell } from '../facts/fact.ts';
import { audienceFilter } from './audience-filter.ts';
import { handOverMailing } from './commands/hand-over-mailing.ts';
import { FAILURES, type Failure } from './mailing-failure.ts';
import { mailingStates } from './mailing-states.ts';
import { ALSO, type RecipientStanding, STANDINGS } from './mailing-view.ts';

const counted = z.object(
  Object.fromEntries(STANDINGS.map((standing) => [standing, z.int()])) as Record<RecipientStanding, z.ZodInt>,
);
export type Counts = z.infer<typeof counted>;

/** A step by which an audience is found. */
const nextStep = z.discriminatedUnion('what', [
  /** Takes away the rows of the audience before. */
  z.object({ what: z.literal('clear') }),
  z.object({ what: z.literal('begin') }),
  z.object({ what: z.literal('contacts'), cursor: z.string().optional() }),
  z.object({ what: z.literal('list'), listId: z.string(), place: place.optional() }),
]);
export type NextStep = z.infer<typeof nextStep>;

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
    /** Its links lead through ours, as the business chose: who follows one is counted. */
    countsClicks: z.boolean().default(false),
    author: z.object({ userId: z.string(), name: z.string(), company: z.string().optional(), email: z.string() }),
    /** Moves with every step of its work: a message of one that was done is told from the next. */
    step: z.int(),
    /** How often its audience was found again: each has rows of its own. */
    audience: z.int(),
    /** What the next step of finding it does. */
    next: nextStep.optional(),
    read: z.int(),
    toRead: z.int(),
    counts: counted,
    /** How many addresses it is to reach. */
    reached: z.int(),
    /** How many of those had had as many that month as they agreed to, when that was read. */
    atLimit: z.int().default(0),
    contactsWithoutAddress: z.int(),
    providers: z.record(z.string(), z.int()),
    /** Where the handing over goes on. */
    place: place.optional(),
    scheduledFor: wallTime.extend({ instant: z.string() }).optional(),
    createdAt: z.string(),
    /** When its audience was frozen. */
    frozenAt: z.string().optional(),
    failure: z.enum(FAILURES).optional(),
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

/** Whose rows are the addresses of its audience. */
export const audienceOf = ({ id, audience }: Pick<Mailing, 'id' | 'audience'>): string =>
  audience ? `${id}-${audience}` : id;

/** Through whom it leaves, as the gate asks it. */
export const gateOf = ({ sender, also }: Pick<Mailing, 'sender' | 'also'>): MailingSender =>
  sender.kind === 'platform' ? sender : { kind: 'own', also };

export const noneCounted = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Counts;

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

const happened = (
  tenant: Tenant,
  { id: mailingId }: Mailing,
  kind: keyof (typeof mailingFacts)['kinds'],
  now: Date,
  more: { failure?: Failure } = {},
) => tell(tenant, mailingFacts, kind, { mailingId, ...more }, now);

/** It begins to leave. @throws 409 */
export const send = (tenant: Tenant, mailing: Mailing, now: Date): Write[] => [
  mailings.move(tenant, mailing, 'send', {
    ...atOnce(tenant, mailing, now),
    set: { step: mailing.step + 1, sendingSince: now.toISOString() },
  }),
  happened(tenant, mailing, 'started', now),
];

/** No further email of it is handed over. @throws 409 */
export const pause = (tenant: Tenant, mailing: Mailing): Write =>
  mailings.move(tenant, mailing, 'pause', {
    when: { equals: { step: mailing.step } },
    set: { step: mailing.step + 1 },
  });

/** It goes on where it was, through whom it left or another sender. @throws 409 */
export const resume = (tenant: Tenant, mailing: Mailing, sender: Mailing['sender'], now: Date): Write =>
  mailings.move(tenant, mailing, 'resume', {
    ...atOnce(tenant, mailing, now),
    set: { step: mailing.step + 1, sender },
    remove: ['failure', 'endedAt'],
  });

/** It can go no further, until somebody does something about the reason. */
export const fail = (tenant: Tenant, mailing: Mailing, failure: Failure, now: Date): Write[] => [
  mailings.move(tenant, mailing, 'fail', {
    when: { equals: { step: mailing.step } },
    set: { step: mailing.step + 1, failure, endedAt: now.toISOString() },
  }),
  happened(tenant, mailing, 'failed', now, { failure }),
];

/** It ends here, whatever is planned. @throws 409 */
export const cancel = (tenant: Tenant, mailing: Mailing, now: Date): Write[] => [
  mailings.move(tenant, mailing, 'cancel', {
    when: { equals: { step: mailing.step } },
    set: { step: mailing.step + 1, endedAt: now.toISOString() },
  }),
  happened(tenant, mailing, 'cancelled', now),
];

/** Every address has its result. */
export const finish = (tenant: Tenant, mailing: Mailing, now: Date): Write[] => [
  mailings.move(tenant, mailing, 'finish', {
    when: { equals: { step: mailing.step } },
    set: { endedAt: now.toISOString() },
  }),
  happened(tenant, mailing, 'completed', now),
];

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
