import { serve } from '../../../shared/function/http.ts';
import { findEndpoint, webhookEndpoints } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const endpoint = await findEndpoint(tenant, params.webhookEndpointId);
  return { status: 204, body: undefined, writes: [webhookEndpoints.delete(tenant, endpoint)] };
});
