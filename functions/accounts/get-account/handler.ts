import { serve } from '../../../shared/function/http.ts';
import { findAccount } from '../account.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor }) => ({ status: 200, body: await findAccount(actor.tenant) }));
