import { serve } from '../../../shared/function/http.ts';
import { findMember } from '../account.ts';
import { noticesOf } from '../notices.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant, userId } }) => ({
  status: 200,
  body: noticesOf((await findMember(tenant, userId)).user),
}));
