import { serve } from '../../../shared/function/http.ts';
import { changeEndpoint, findEndpoint } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, now }) => {
  const before = await findEndpoint(tenant, params.webhookEndpointId);
  const { endpoint, write } = await changeEndpoint(tenant, before, body, now);
  return { status: 200, body: endpoint, writes: [write] };
});
