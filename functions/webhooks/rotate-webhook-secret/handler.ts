import { serve } from '../../../shared/function/http.ts';
import { findEndpoint, rotatedSecret } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, now }) => {
  const before = await findEndpoint(tenant, params.webhookEndpointId);
  const { endpoint, secret, write } = await rotatedSecret(tenant, before, now);
  return { status: 200, body: { ...endpoint, secret }, writes: [write] };
});
