import { serve } from '../../../shared/function/http.ts';
import { takeOffer } from '../account.ts';
import { businessOf, viewOf } from '../business.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body: { offer }, actor: { tenant } }) => {
  const before = await businessOf(tenant);
  return {
    status: 200,
    body: viewOf({ ...before, account: { ...before.account, offer } }),
    writes: [takeOffer(before.account, offer)],
  };
});
