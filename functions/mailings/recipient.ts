import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import { acrossShards, END, nameOfShard, type Place, shardNames, shardOf } from '../../shared/table/shards.ts';
import { ConditionFailed, transact, type Write } from '../../shared/table/transact.ts';
import { ASKINGS, type Asking } from './campaign-view.ts';
import { STANDINGS } from './mailing-view.ts';
import { REPORTED, RESULTS, recipientStates } from './recipient-states.ts';

/** One address of a frozen audience, and what became of it. */
export const recipients = entity({
  name: 'mailing-recipient',
  partition: 'shard',
  sort: ['key'],
  states: recipientStates,
  schema: z.object({
    shard: z.string(),
    /** What tells the address from others; with its record's id where it is not the first, or none at all. */
    key: z.string(),
    email: z.string(),
    /** The record that has it; the list from which it comes when no record had it. */
    contactId: z.string().optional(),
    listId: z.string().optional(),
    /** Where it stood when the audience was frozen. */
    standing: z.enum(STANDINGS),
    status: recipientStates.schema,
    /** Its owner had had, when the audience was frozen, as many mailings that month as they agreed to. */
    atLimit: z.literal(true).optional(),
    /** How its owner is called, as the record said. */
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    company: z.string().optional(),
    mailId: z.string().optional(),
    /** Why it was not reached: a key of the causes of mail, and the server's words. */
    cause: z.string().optional(),
    reply: z.string().optional(),
    /** When the transport took its email; when its server confirmed it. */
    sentAt: z.string().optional(),
    deliveredAt: z.string().optional(),
    /** The links of its email that its owner followed, by their numbers, and when the first. */
    clicked: z.array(z.int()).optional(),
    clickedAt: z.string().optional(),
    /** When its owner withdrew by the links of this email. */
    unsubscribedAt: z.string().optional(),
    /** What the consent campaign of the mailing makes of it. */
    asking: z.enum(ASKINGS).optional(),
    at: z.string(),
  }),
});
export type Recipient = z.infer<(typeof recipients)['schema']>;
export type NewRecipient = Omit<Recipient, 'shard' | 'status'> & { status: 'planned' | 'excluded' };

const COUNTED = [...RESULTS, ...Object.values(REPORTED)] as const;
type Counted = (typeof COUNTED)[number];

/**
 * How many addresses of a partition came to each result, and what was learnt of them after. What has no result is planned
 * still.
 */
const tallies = entity({
  name: 'mailing-tally',
  partition: 'shard',
  schema: z.object({
    shard: z.string(),
    ...(Object.fromEntries(COUNTED.map((counted) => [counted, z.int()])) as Record<Counted, z.ZodInt>),
    /** By how many each link was followed, by its number. */
    links: z.record(z.string(), z.int()),
  }),
});
const NONE = Object.fromEntries(COUNTED.map((counted) => [counted, 0])) as Record<Counted, number>;

/** Makes the places where results are counted, once. */
export async function beginTallies(tenant: Tenant, audience: string): Promise<void> {
  await Promise.all(
    shardNames(audience).map((shard) => onlyOnce(transact([tallies.put(tenant, { ...NONE, shard, links: {} })]))),
  );
}

/** A write that another run of the same step may have made. @returns whether it was this one that made it */
async function onlyOnce(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}

/** What an audience has come to: its results, of which so many were to be reached, and what was learnt after. */
export async function talliesOf(
  tenant: Tenant,
  audience: string,
  reached: number,
): Promise<Record<Counted, number> & { links: Readonly<Record<string, number>> }> {
  const found = await Promise.all(shardNames(audience).map((shard) => tallies.get(tenant, { shard })));
  const all = { ...NONE };
  const links: Record<string, number> = {};
  for (const tally of found) {
    for (const counted of COUNTED) all[counted] += tally?.[counted] ?? 0;
    for (const [link, count] of Object.entries(tally?.links ?? {})) links[link] = (links[link] ?? 0) + count;
  }
  // Tallies tell how many have left `planned`, as a number below none.
  return { ...all, planned: reached + all.planned, links };
}

const rowOf = (audience: string, recipient: NewRecipient): Recipient & { status: 'planned' | 'excluded' } => ({
  ...recipient,
  shard: partitionOf(audience, recipient.key),
});

/** Whatever stands under one address lies in one partition. */
const partitionOf = (audience: string, key: string) => shardOf(audience, key.split(' ')[0] ?? '');

/**
 * Keeps an address of an audience, unless it has its row.
 * @returns the row that stands: this one, or that of whoever was first
 */
export async function keep(tenant: Tenant, audience: string, recipient: NewRecipient): Promise<Recipient> {
  const row = rowOf(audience, recipient);
  if (await onlyOnce(transact([recipients.put(tenant, row)]))) return row;
  return (await recipients.get(tenant, row)) ?? row;
}

export const findRecipientByKey = (tenant: Tenant, audience: string, key: string): Promise<Recipient | undefined> =>
  recipients.get(tenant, { shard: partitionOf(audience, key), key });

export type Move = Exclude<keyof typeof recipientStates.transitions, 'exclude' | 'plan'>;

export const mayBecome = (recipient: Recipient, by: Move): boolean => recipientStates.may(by, recipient);

/** Its server confirmed that it holds the email. */
export const noteDelivery = (tenant: Tenant, recipient: Recipient, deliveredAt: string): Write[] => [
  recipients.update(tenant, recipient, {
    set: { deliveredAt },
    when: { equals: { status: recipient.status, deliveredAt: recipient.deliveredAt } },
  }),
  ...change(tenant, recipient, { ...recipient, deliveredAt }),
];

/** Its owner withdrew by the links of its email; told again it is the same. */
export const noteUnsubscribe = (tenant: Tenant, recipient: Recipient, unsubscribedAt: string): Write[] =>
  recipient.unsubscribedAt
    ? []
    : [
        recipients.update(tenant, recipient, { set: { unsubscribedAt }, when: { missing: ['unsubscribedAt'] } }),
        ...change(tenant, recipient, { ...recipient, unsubscribedAt }),
      ];

/** Its owner followed a link of its email; each link counts once. */
export async function noteClick(tenant: Tenant, recipient: Recipient, link: number, at: string): Promise<Write[]> {
  const { clicked = [], clickedAt = at, shard } = recipient;
  if (clicked.includes(link)) return [];
  const set = { clicked: [...clicked, link], clickedAt };
  const { links = {} } = (await tallies.get(tenant, { shard })) ?? {};
  const counted = {
    set: { links: { ...links, [link]: (links[link] ?? 0) + 1 } },
    when: { equals: { links } },
  };
  return [
    recipients.update(tenant, recipient, { set, when: { equals: { clicked: recipient.clicked } } }),
    ...change(tenant, recipient, { ...recipient, ...set }, counted),
  ];
}

/** What a consent campaign makes of it, unless another run noted that first. */
export const noteAsking = (tenant: Tenant, recipient: Recipient, asking: Asking): Write =>
  recipients.update(tenant, recipient, { set: { asking }, when: { equals: { asking: recipient.asking } } });

export const readAgain = async (tenant: Tenant, recipient: Recipient): Promise<Recipient> =>
  (await recipients.get(tenant, recipient)) ?? recipient;

/** The writes by which something becomes of an address, counted in the same transaction. */
export function become(
  tenant: Tenant,
  recipient: Recipient,
  by: Move,
  set: Partial<Omit<Recipient, 'status'>>,
  now: Date,
): Write[] {
  const { to } = recipientStates.transitions[by];
  return [
    recipients.move(tenant, recipient, by, { set: { ...set, at: now.toISOString() } }),
    ...change(tenant, recipient, { ...recipient, ...set, status: to }),
  ];
}

/** Where an address is counted. */
export const countedIn = ({ status, deliveredAt, clickedAt, unsubscribedAt }: Recipient): Counted[] => [
  ...(status === 'excluded' ? [] : [status]),
  // What came back was not delivered after all, whatever its server had said.
  ...(deliveredAt && status !== 'refused' ? (['delivered'] as const) : []),
  ...(clickedAt ? (['clicked'] as const) : []),
  ...(unsubscribedAt ? (['unsubscribed'] as const) : []),
];

/** The write by which an address is counted as it now stands; none when that changes nothing. */
function change(
  tenant: Tenant,
  before: Recipient,
  after: Recipient,
  more: Pick<Parameters<typeof tallies.update>[2], 'set' | 'when'> = {},
): Write[] {
  const [was, is] = [countedIn(before), countedIn(after)];
  const add = Object.fromEntries([
    ...was.filter((one) => !is.includes(one)).map((one) => [one, -1]),
    ...is.filter((one) => !was.includes(one)).map((one) => [one, 1]),
  ]);
  const isChanged = Object.keys(add).length > 0;
  if (!isChanged && !more.set) return [];
  return [tallies.update(tenant, { shard: before.shard }, { ...more, ...(isChanged && { add }) })];
}

const PAGE = 200;

/** Every address of an audience from a place on, by pages of one partition each. */
export const recipientsOf = (tenant: Tenant, audience: string, from: Place = { shard: 0, after: '' }, page = PAGE) =>
  acrossShards(from, (shard, after) => recipients.between(tenant, nameOfShard(audience, shard), after, END, page));

/** Takes some rows of an audience away that is none any more. @returns whether all are gone */
export async function clearSome(tenant: Tenant, audience: string, most: number): Promise<boolean> {
  const found: Recipient[] = [];
  for await (const page of recipientsOf(tenant, audience)) if (found.push(...page) >= most) break;
  await Promise.all(found.map((recipient) => transact([recipients.delete(tenant, recipient)])));
  if (found.length >= most) return false;
  await Promise.all(shardNames(audience).map((shard) => transact([tallies.delete(tenant, { shard })])));
  return true;
}
