import type * as z from 'zod';
import { webhookFacts } from '../../events/webhook.ts';
import { DAY } from '../../shared/clock.ts';
import type { QueueContract } from '../../shared/function/contract.ts';
import { viewOfFact } from '../../shared/function/fact.ts';
import { serve } from '../../shared/function/queue.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { ConditionFailed, type Transact, type Write } from '../../shared/table/transact.ts';
import { findFact, tell } from '../facts/fact.ts';
import type { deliverWebhook } from './commands/deliver-webhook.ts';
import { BRIEF, call } from './webhook-call.ts';
import { abandoned, handedOver, isToBeTried, tried, webhookDeliveries } from './webhook-delivery.ts';
import type { Try } from './webhook-delivery-view.ts';
import { HEALTH, type WebhookEndpoint, webhookEndpoints } from './webhook-endpoint.ts';

/** Days of nothing but failures after which an endpoint is no longer called. */
const PATIENCE = 3;

/**
 * The Lambda handler of who delivers webhooks. The messages of a batch are done side by side, and it ends with the last
 * of them: who is brief gives up soon, and leaves the delivery to who is not. Killed between the call and its writes, it
 * calls again: the receiver knows a fact by its id.
 */
export const serveDeliveries = (contract: QueueContract<(typeof deliverWebhook)['data']>, isBrief = false) =>
  serve<z.ZodType<z.output<(typeof deliverWebhook)['data']>>>(
    contract,
    async ({ data: { tenant, deliveryId }, now, clock, log, transact }) => {
      const delivery = await webhookDeliveries.get(tenant, { id: deliveryId });
      if (!delivery || !isToBeTried(delivery, now)) return [];
      const [endpoint, fact] = await Promise.all([
        webhookEndpoints.get(tenant, { accountId: tenant, id: delivery.endpointId }),
        findFact(tenant, delivery.factId),
      ]);
      if (endpoint?.status !== 'enabled') return [abandoned(tenant, delivery, 'endpoint-disabled')];
      if (!fact) return [abandoned(tenant, delivery, 'fact-forgotten')];
      if (isBrief && endpoint.slowSince) return [handedOver(tenant, delivery, now)];

      const attempt = await call(tenant, endpoint, viewOfFact(fact), now, isBrief ? BRIEF : undefined);
      const { statusCode, ms, cause } = attempt;
      log.info('webhook', { deliveryId, endpointId: endpoint.id, fact: fact.name, statusCode, ms, cause });
      const slowSince = ms >= BRIEF || cause === 'timed-out' ? attempt.at : undefined;
      if (isBrief && cause === 'timed-out') {
        await noteHealth(tenant, endpoint, { slowSince }, transact);
        return [handedOver(tenant, delivery, clock())];
      }
      await noteHealth(tenant, endpoint, { slowSince, failingSince: cause && attempt.at }, transact);
      const done = tried(tenant, delivery, attempt, { slowSince }, clock());
      return [done, ...disabling(tenant, endpoint, attempt, clock())];
    },
  );

type Health = Pick<WebhookEndpoint, (typeof HEALTH)[number]>;

/**
 * Since when an endpoint fails, or is slow; what is not named is not known yet. Others note the same at the same moment:
 * who comes second need not.
 */
async function noteHealth(tenant: Tenant, endpoint: WebhookEndpoint, found: Health, transact: Transact): Promise<void> {
  const news = HEALTH.filter((name) => name in found && Boolean(found[name]) !== Boolean(endpoint[name]));
  await Promise.all(
    news.map(async (name) => {
      const change = found[name]
        ? { set: { [name]: found[name] }, when: { missing: [name] } }
        : { remove: [name], when: { equals: { [name]: endpoint[name] } } };
      try {
        await transact([webhookEndpoints.update(tenant, endpoint, change)]);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }),
  );
}

/** Who says to be gone, or has failed for days, is no longer called. */
function disabling(tenant: Tenant, endpoint: WebhookEndpoint, { at, cause }: Try, now: Date): Write[] {
  const { failingSince = at } = endpoint;
  const isLong = Date.parse(at) - Date.parse(failingSince) > PATIENCE * DAY * 1000;
  const because = cause === 'gone' ? 'gone' : cause && isLong ? 'failing' : undefined;
  if (!because) return [];
  const { id: webhookEndpointId, url } = endpoint;
  return [
    webhookEndpoints.move(tenant, endpoint, 'disable', { set: { disabledBecause: because } }),
    tell(tenant, webhookFacts, 'disabled', { webhookEndpointId, url, because }, now),
  ];
}
