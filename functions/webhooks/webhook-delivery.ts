import * as z from 'zod';
import { after, DAY, HOUR, MINUTE } from '../../shared/clock.ts';
import type { ToldFact } from '../../shared/function/fact.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { derivedId } from '../../shared/ids.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueNow, dueSoon } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { deliverSlowWebhook, deliverWebhook } from './commands/deliver-webhook.ts';
import type { DeliveryCause } from './delivery-cause.ts';
import { deliveryStates } from './delivery-states.ts';
import { type Try, webhookTry } from './webhook-delivery-view.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** How long a delivery is shown, in days: as long as its fact can be read. */
const KEPT = 90;

/** Seconds before each try, from the one before it. */
export const TRIES = [0, 5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR] as const;
/** The most that an endpoint may put its next try off, in seconds: the longest wait there is. */
const LATEST = 10 * HOUR;
/** Tries that are kept, the latest ones: a delivery may be replayed. */
const SHOWN = 20;

/** That a fact is told to an endpoint: one row for the two of them, however often we hear of the fact. */
export const webhookDeliveries = entity({
  name: 'webhook-delivery',
  partition: 'id',
  lists: { endpoint: 'endpointId' },
  states: deliveryStates,
  dues: { deliver: ['pending'] },
  schema: z.object({
    id: z.string(),
    endpointId: z.string(),
    factId: z.string(),
    factName: z.string(),
    status: deliveryStates.schema,
    /** Tries since it was queued, or replayed. */
    tried: z.number().int(),
    /** What became of each, the latest first. */
    tries: z.array(webhookTry),
    nextTryAt: z.string().optional(),
    /** Why it failed without being tried. */
    cause: z.string().optional(),
    createdAt: z.string(),
    /** Moves with every change. */
    version: z.number().int(),
  }),
  expires: ({ createdAt }) => after(new Date(createdAt), KEPT * DAY),
});
export type WebhookDelivery = z.infer<(typeof webhookDeliveries)['schema']>;

type Lane = Pick<WebhookEndpoint, 'slowSince'>;

/** An endpoint that is slow has its calls made apart, so that the time they take is nobody else's. */
const orderOf = (tenant: Tenant, deliveryId: string, { slowSince }: Lane) =>
  outgoing(slowSince ? deliverSlowWebhook : deliverWebhook, { tenant, deliveryId });

/** The write by which an endpoint is told of a fact; it fails when it was done before. */
export function newDelivery(tenant: Tenant, endpoint: WebhookEndpoint, fact: ToldFact, now: Date): Write {
  const id = derivedId('whd', new Date(fact.at), `${endpoint.id} ${fact.id}`);
  return webhookDeliveries.put(
    tenant,
    {
      ...{ id, endpointId: endpoint.id, factId: fact.id, factName: fact.name, status: 'pending' },
      ...{ tried: 0, tries: [], nextTryAt: now.toISOString(), createdAt: now.toISOString(), version: 1 },
    },
    { due: { deliver: dueNow(orderOf(tenant, id, endpoint), now) } },
  );
}

/** @throws 404, for another endpoint's too */
export async function findDelivery(tenant: Tenant, endpointId: string, id: string): Promise<WebhookDelivery> {
  const delivery = await webhookDeliveries.get(tenant, { id });
  if (delivery?.endpointId === endpointId) return delivery;
  throw notFound(say('Cette livraison n’existe pas.', 'This delivery does not exist.'));
}

/** Seconds by which the clocks of two machines may differ. */
const APART = 2;

/** It waits to be tried, and its time has come. */
export const isToBeTried = ({ status, nextTryAt }: WebhookDelivery, now: Date): boolean =>
  status === 'pending' && (nextTryAt ?? '') <= after(now, APART).toISOString();

const asRead = ({ version }: WebhookDelivery) => ({ equals: { version } });

/** Is left to who has more patience; that is no try. */
export const handedOver = (tenant: Tenant, delivery: WebhookDelivery, now: Date): Write =>
  webhookDeliveries.update(tenant, delivery, {
    when: asRead(delivery),
    set: { version: delivery.version + 1 },
    due: { deliver: dueNow(outgoing(deliverSlowWebhook, { tenant, deliveryId: delivery.id }), now) },
  });

/**
 * Writes down a try, and has it tried again later when it failed.
 * @param lane where it is tried again
 * @param now when it was answered
 */
export function tried(tenant: Tenant, delivery: WebhookDelivery, attempt: Try, lane: Lane, now: Date): Write {
  const count = delivery.tried + 1;
  const ours = attempt.cause === 'gone' ? undefined : TRIES[count];
  const wait = ours === undefined ? undefined : Math.max(ours, Math.min(attempt.retryAfter ?? 0, LATEST));
  const set = {
    tries: [attempt, ...delivery.tries].slice(0, SHOWN),
    tried: count,
    version: delivery.version + 1,
  };
  const when = asRead(delivery);
  if (!attempt.cause || wait === undefined) {
    const by = attempt.cause ? 'fail' : 'deliver';
    return webhookDeliveries.move(tenant, delivery, by, { when, set, remove: ['nextTryAt'] });
  }
  return webhookDeliveries.move(tenant, delivery, 'putOff', {
    when,
    set: { ...set, nextTryAt: after(now, wait).toISOString() },
    due: { deliver: dueSoon(orderOf(tenant, delivery.id, lane), wait, now) },
  });
}

/** Nothing is left to try it with. */
export const abandoned = (tenant: Tenant, delivery: WebhookDelivery, cause: DeliveryCause): Write =>
  webhookDeliveries.move(tenant, delivery, 'fail', {
    when: asRead(delivery),
    set: { cause, version: delivery.version + 1 },
    remove: ['nextTryAt'],
  });

/** Has a delivery tried again from the beginning, whatever became of it. */
export function replayed(tenant: Tenant, delivery: WebhookDelivery, lane: Lane, now: Date) {
  const set = { tried: 0, nextTryAt: now.toISOString(), version: delivery.version + 1 };
  const write = webhookDeliveries.move(tenant, delivery, 'replay', {
    when: asRead(delivery),
    set,
    remove: ['cause'],
    due: { deliver: dueNow(orderOf(tenant, delivery.id, lane), now) },
  });
  const { cause: _, ...rest } = delivery;
  return { delivery: { ...rest, ...set, status: 'pending' as const }, write };
}
