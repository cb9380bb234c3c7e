import { serve } from '../../../shared/function/http.ts';
import { endpointsOf } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor }) => ({
  status: 200,
  body: { items: (await endpointsOf(actor.tenant)).reverse() },
}));
