import { serve } from '../../../shared/function/http.ts';
import { webhookDeliveries } from '../webhook-delivery.ts';
import { viewOfDelivery } from '../webhook-delivery-view.ts';
import { findEndpoint } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params, query: { status, from, to, ...page }, actor: { tenant }, locale, now }) => {
    const { id: endpoint } = await findEndpoint(tenant, params.webhookEndpointId);
    const { items, ...more } = await webhookDeliveries.list(
      tenant,
      { endpoint },
      {
        ...page,
        now,
        made: { prefix: 'whd', from, to },
        ...(status && { where: (delivery) => delivery.status === status }),
      },
    );
    return { status: 200, body: { items: items.map((delivery) => viewOfDelivery(delivery, locale)), ...more } };
  },
);
