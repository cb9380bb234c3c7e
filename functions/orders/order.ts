import * as z from 'zod';
import { orderFacts } from '../../events/order.ts';
import { after, DAY } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { collection } from '../../shared/table/collection.ts';
import type { Condition } from '../../shared/table/condition.ts';
import type { Due } from '../../shared/table/due.ts';
import { dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, type Locale, say } from '../../shared/text.ts';
import { tell } from '../facts/fact.ts';
import { STRIPE_MODES } from '../payments/payment-settings-view.ts';
import { type Entry, emptyChain, entries, headSchema } from '../proof/ledger.ts';
import { settleOrder } from './commands/settle-order.ts';
import { type Offer, offerSchema } from './offer.ts';
import { type OrderAct, orderActs } from './order-acts.ts';
import { BECAUSE, type OrderStatus, orderStates } from './order-states.ts';

/** How long an address that ordered nothing is kept, in days. */
const KEPT_UNORDERED = 30;

/** What one buyer wants of one sale action, from the address they gave to what they were served. */
export const orders = entity({
  name: 'order',
  partition: 'id',
  feed: true,
  lists: { saleAction: 'saleActionId' },
  states: orderStates,
  dues: { settle: 'always', follow: 'always', seal: 'always' },
  schema: z.object({
    id: z.string(),
    saleActionId: z.string(),
    status: orderStates.schema,
    email: z.string(),
    locale: z.enum(LOCALES),
    createdAt: z.string(),
    /** What was ordered; none as long as nothing was. */
    offer: offerSchema.optional(),
    /** What the form said. */
    name: z.string().optional(),
    postalAddress: z.object({ street: z.string(), postalCode: z.string(), city: z.string() }).optional(),
    country: z.string().optional(),
    answers: z.record(z.string(), z.string()),
    termsAccepted: z.boolean().optional(),
    beginsAtOnce: z.boolean().optional(),
    acceptsLoss: z.boolean().optional(),
    joinsList: z.boolean().optional(),
    method: z.enum(['free', 'card', 'transfer']).optional(),
    /** The world of Stripe's in which it is paid, frozen as it is placed. */
    mode: z.enum(STRIPE_MODES).optional(),
    reference: z.object({ rf: z.string(), ogm: z.string() }).optional(),
    /** The account that a transfer goes to. */
    transfer: z.object({ iban: z.string(), bic: z.string().optional(), holder: z.string() }).optional(),
    orderedAt: z.string().optional(),
    /** Until when what it holds is held. */
    heldUntil: z.string().optional(),
    /** Which try at paying by card this is, until when its page is open, and that page. */
    attempt: z.int(),
    attemptUntil: z.string().optional(),
    session: z.object({ id: z.string(), url: z.string() }).optional(),
    /** Stripe's payment. */
    payment: z.string().optional(),
    /** The line of a statement by which a transfer was found. */
    paidBy: z.string().optional(),
    paidAt: z.string().optional(),
    confirmedAt: z.string().optional(),
    /** What came in, and what went back, in the smallest unit. */
    received: z.int(),
    refunded: z.int(),
    disputed: z.boolean().optional(),
    /** Why it cannot be carried out though it was paid. */
    because: z.enum(BECAUSE).optional(),
    /** How often each document was downloaded, and when last, by its id. */
    downloads: z.record(z.string(), z.object({ count: z.int(), at: z.string() })),
    /** From when on their time counts, once it was opened again. */
    downloadsFrom: z.string().optional(),
    /** The tickets to a place: what their codes are made of, encrypted, and when each, by its number, was let in. */
    tickets: z.object({ secret: z.string(), many: z.int(), checkedIn: z.record(z.string(), z.string()) }).optional(),
    withdrawal: z
      .object({
        at: z.string(),
        name: z.string(),
        email: z.string(),
        outcome: z.enum(['accepted', 'late', 'waived', 'dated-place']),
      })
      .optional(),
    /** What followed from its confirmation: each thing is done once. */
    followed: z.array(z.enum(['webhook', 'list'])),
    /** How often the action's webhook was called in vain. */
    tries: z.int().optional(),
    chain: headSchema,
  }),
  expires: ({ createdAt, orderedAt }) => (orderedAt ? undefined : after(new Date(createdAt), KEPT_UNORDERED * DAY)),
});
export type Order = z.infer<(typeof orders)['schema']>;

const ID = /^ord_[0-9a-z]{26}$/;

/** @throws 404, for another account's order too */
export async function findOrder(tenant: Tenant, id: string): Promise<Order> {
  const order = ID.test(id) ? await orders.get(tenant, { id }) : undefined;
  if (!order) throw notFound(say('Cette commande n’existe pas.', 'This order does not exist.'));
  return order;
}

export const getOrder = (tenant: Tenant, id: string): Promise<Order | undefined> => orders.get(tenant, { id });

/** All that happened to it, oldest first. */
export const historyOf = async (tenant: Tenant, { id }: Order): Promise<Entry[]> =>
  (await collection(tenant, id, { entries })).entries;

interface Begun {
  email: string;
  saleActionId: string;
  locale: Locale;
}

/** An order of whoever gave an address. */
export const newOrder = (begun: Begun, now: Date): Order & { status: 'started' } => ({
  id: newId('ord', now),
  ...begun,
  status: 'started',
  createdAt: now.toISOString(),
  answers: {},
  attempt: 0,
  received: 0,
  refunded: 0,
  downloads: {},
  followed: [],
  chain: emptyChain,
});

/** What was ordered. @throws Error for an order of nothing, which no state but `started` is */
export function offered({ id, offer }: Order): Offer {
  if (!offer) throw new Error(`Nothing was ordered by ${id}`);
  return offer;
}

/** The message by which an order is looked at, and taken on from where it is. */
export const settlingOf = (tenant: Tenant, { id }: Pick<Order, 'id'>) => outgoing(settleOrder, { tenant, orderId: id });
export const settledNow = (tenant: Tenant, order: Pick<Order, 'id'>, now: Date): Due =>
  dueNow(settlingOf(tenant, order), now);

/** What others hear of, by the state that it leads to. */
const TOLD: Readonly<Record<OrderStatus, keyof (typeof orderFacts)['kinds'] | undefined>> = {
  started: undefined,
  'awaiting-payment': 'placed',
  processing: undefined,
  confirmed: 'confirmed',
  'to-refund': 'refund-due',
  expired: 'expired',
  cancelled: 'withdrawn',
  withdrawn: 'withdrawn',
  refunded: 'refunded',
};

interface Happening {
  move?: keyof typeof orderStates.transitions & string;
  set?: Partial<Omit<Order, 'id' | 'status' | 'chain'>>;
  remove?: readonly string[];
  due?: { settle?: Due | null; follow?: Due | null; seal?: Due | null };
  when?: Condition;
}

/**
 * The writes by which acts happen to an order: the chain's new entries, its head and the state they lead to. They hold
 * only if nothing else happened meanwhile; the job then looks again.
 * @throws 409 when its state does not allow the move
 */
export function happen(
  tenant: Tenant,
  order: Order,
  acts: readonly OrderAct[],
  { move, set, remove = [], due, when }: Happening,
  now: Date,
): Write[] {
  const { head, writes } = orderActs.record(tenant, order.id, order.chain, acts);
  const change = {
    when: { ...when, equals: { ...when?.equals, status: order.status, 'chain.sequence': order.chain.sequence } },
    set: { ...set, chain: head },
    // What was ordered is kept.
    remove: [...remove, 'expiresAt'],
    ...(due && { due }),
  };
  const status = move ? orderStates.transitions[move].to : order.status;
  const told = move && TOLD[status];
  const { saleActionId, ...changed } = { ...order, ...set };
  const fact = {
    ...{ orderId: order.id, saleActionId, status, amount: dueOf(changed) },
    ...{ currency: currencyOf(changed), testMode: isTrial(changed) },
  };
  return [
    move ? orders.move(tenant, order, move, change) : orders.update(tenant, order, change),
    ...writes,
    ...(told ? [tell(tenant, orderFacts, told, fact, now)] : []),
  ];
}

/** Whether it was paid in Stripe's test mode: a transfer is real money whatever the mode. */
export const isTrial = ({ mode, method }: Pick<Order, 'mode' | 'method'>): boolean =>
  mode === 'test' && method === 'card';

/** What has come in and did not go back. */
export const heldOf = ({ received, refunded }: Pick<Order, 'received' | 'refunded'>): number => received - refunded;

/** What is to be paid, in the smallest unit of the currency. */
export const dueOf = ({ offer }: Pick<Order, 'offer'>): number => offer?.totals.gross ?? 0;
export const currencyOf = ({ offer }: Pick<Order, 'offer'>) => offer?.currency ?? ('EUR' as const);
