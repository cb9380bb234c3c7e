import { serve } from '../../../shared/function/http.ts';
import { newEndpoint } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant }, now }) => {
  const { endpoint, secret, writes } = await newEndpoint(tenant, body, now);
  return {
    status: 201,
    body: { ...endpoint, secret },
    headers: { location: `/v1/webhook-endpoints/${endpoint.id}` },
    writes,
  };
});
