import { serve } from '../../../shared/function/http.ts';
import { findMailing } from '../mailing.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant }, locale }) => ({
  status: 200,
  body: await viewOf(tenant, await findMailing(tenant, mailingId), locale),
}));
