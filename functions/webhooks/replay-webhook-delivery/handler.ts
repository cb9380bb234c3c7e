import { serve } from '../../../shared/function/http.ts';
import { say } from '../../../shared/text.ts';
import { endpointStates } from '../endpoint-states.ts';
import { findDelivery, replayed } from '../webhook-delivery.ts';
import { viewOfDelivery } from '../webhook-delivery-view.ts';
import { findEndpoint } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, locale, now }) => {
  const endpoint = await findEndpoint(tenant, params.webhookEndpointId);
  if (endpoint.status !== 'enabled') throw endpointStates.refusal(endpoint, 'endpoint-disabled', enableFirst);
  const before = await findDelivery(tenant, endpoint.id, params.deliveryId);
  const { delivery, write } = replayed(tenant, before, endpoint, now);
  return { status: 202, body: viewOfDelivery(delivery, locale), writes: [write] };
});

const enableFirst = say('Réactivez-le d’abord (`enabled: true`).', 'Enable it first (`enabled: true`).');
