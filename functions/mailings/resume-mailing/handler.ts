import { serve } from '../../../shared/function/http.ts';
import { findMailing, type Mailing, resume } from '../mailing.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant }, locale, now }) => {
  const mailing = await findMailing(tenant, mailingId);
  const resumed: Mailing = { ...mailing, status: 'sending' };
  return { status: 200, body: await viewOf(tenant, resumed, locale), writes: [resume(tenant, mailing, now)] };
});
