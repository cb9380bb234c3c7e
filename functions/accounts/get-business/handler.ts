import { serve } from '../../../shared/function/http.ts';
import { businessOf, viewOf } from '../business.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant } }) => ({
  status: 200,
  body: viewOf(await businessOf(tenant)),
}));
