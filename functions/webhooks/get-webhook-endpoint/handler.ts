import { serve } from '../../../shared/function/http.ts';
import { findEndpoint } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => ({
  status: 200,
  body: await findEndpoint(actor.tenant, params.webhookEndpointId),
}));
