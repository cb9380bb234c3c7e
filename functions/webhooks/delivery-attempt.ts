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
import { call } from './webhook-call.ts';
import { abandoned, isToBeTried, tried, webhookDeliveries } from './webhook-delivery.ts';
import type { Try } from './webhook-delivery-view.ts';
import { type WebhookEndpoint, webhookEndpoints } from './webhook-endpoint.ts';

/** Days of nothing but failures after which an endpoint is no longer called. */
const PATIENCE = 3;

/**
 * The Lambda handler of who delivers webhooks. Killed between the call and its writes, it calls again: the receiver knows
 * a fact by its id.
 */
export const serveDeliveries = (contract: QueueContract<(typeof deliverWebhook)['data']>) =>
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

      const attempt = await call(tenant, endpoint, viewOfFact(fact), now);
      const { statusCode, ms, cause } = attempt;
      log.info('webhook', { deliveryId, endpointId: endpoint.id, fact: fact.name, statusCode, ms, cause });
      await noteHealth(tenant, endpoint, attempt, transact);
      return [tried(tenant, delivery, attempt, clock()), ...disabling(tenant, endpoint, attempt, clock())];
    },
  );

/** Since when an endpoint fails. Others note the same at the same moment: who comes second need not. */
async function noteHealth(
  tenant: Tenant,
  endpoint: WebhookEndpoint,
  { at, cause }: Try,
  transact: Transact,
): Promise<void> {
  const { failingSince } = endpoint;
  if (Boolean(cause) === Boolean(failingSince)) return;
  const change = cause
    ? { set: { failingSince: at }, when: { missing: ['failingSince'] } }
    : { remove: ['failingSince'], when: { equals: { failingSince } } };
  try {
    await transact([webhookEndpoints.update(tenant, endpoint, change)]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
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
