import { serve } from '../../../shared/function/queue.ts';
import { ConditionFailed, commit } from '../../../shared/table/transact.ts';
import { newDelivery } from '../webhook-delivery.ts';
import { endpointsOf, hears } from '../webhook-endpoint.ts';
import contract from './contract.ts';

/** A fact may be heard of twice: a delivery that stands is left as it is, and the others are made. */
export const handler = serve(contract, async ({ data: fact, now, transact }) => {
  const { tenant } = fact;
  const hearing = (await endpointsOf(tenant)).filter((endpoint) => hears(endpoint, fact));
  await Promise.all(
    hearing.map(async (endpoint) => {
      try {
        await commit([newDelivery(tenant, endpoint, fact, now)], now, transact);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }),
  );
  return [];
});
