import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import { acrossShards, END, nameOfShard, type Place, shardNames, shardOf } from '../../shared/table/shards.ts';
import { ConditionFailed, transact, type Write } from '../../shared/table/transact.ts';
import { ASKINGS, type Asking } from './campaign-view.ts';
import { STANDINGS } from './mailing-view.ts';
import { RESULTS, type Result, recipientStates } from './recipient-states.ts';

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
    /** How its owner is called, as the record said. */
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    company: z.string().optional(),
    mailId: z.string().optional(),
    /** Why it was not reached: a key of the causes of mail, and the server's words. */
    cause: z.string().optional(),
    reply: z.string().optional(),
    deliveredAt: z.string().optional(),
    /** What the consent campaign of the mailing makes of it. */
    asking: z.enum(ASKINGS).optional(),
    at: z.string(),
  }),
});
export type Recipient = z.infer<(typeof recipients)['schema']>;
export type NewRecipient = Omit<Recipient, 'shard' | 'status'> & { status: 'planned' | 'excluded' };

/** How many addresses of a partition came to each result. What is neither is planned still. */
const tallies = entity({
  name: 'mailing-tally',
  partition: 'shard',
  schema: z.object({
    shard: z.string(),
    ...(Object.fromEntries(RESULTS.map((result) => [result, z.int()])) as Record<Result, z.ZodInt>),
  }),
});
const NONE = Object.fromEntries(RESULTS.map((result) => [result, 0])) as Record<Result, number>;

/** Makes the places where results are counted, once. */
export async function beginTallies(tenant: Tenant, audience: string): Promise<void> {
  await Promise.all(shardNames(audience).map((shard) => onlyOnce(transact([tallies.put(tenant, { ...NONE, shard })]))));
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

/** The results of an audience, of which so many addresses were to be reached. */
export async function resultsOf(tenant: Tenant, audience: string, reached: number): Promise<Record<Result, number>> {
  const found = await Promise.all(shardNames(audience).map((shard) => tallies.get(tenant, { shard })));
  const sum = (result: Result) => found.reduce((all, tally) => all + (tally?.[result] ?? 0), 0);
  const results = Object.fromEntries(RESULTS.map((result) => [result, sum(result)])) as Record<Result, number>;
  // Tallies tell how many have left `planned`, as a number below none.
  return { ...results, planned: reached + results.planned };
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
export const noteDelivery = (tenant: Tenant, recipient: Recipient, deliveredAt: string): Write =>
  recipients.update(tenant, recipient, { set: { deliveredAt }, when: { equals: { status: recipient.status } } });

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
  const counted = (status: Recipient['status'], by: number) => (status === 'excluded' ? {} : { [status]: by });
  return [
    recipients.move(tenant, recipient, by, { set: { ...set, at: now.toISOString() } }),
    tallies.update(
      tenant,
      { shard: recipient.shard },
      { add: { ...counted(recipient.status, -1), ...counted(to, 1) } },
    ),
  ];
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
