import { serve } from '../../../shared/function/http.ts';
import { cancel, findMailing, type Mailing } from '../mailing.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant }, locale, now }) => {
  const mailing = await findMailing(tenant, mailingId);
  const cancelled: Mailing = { ...mailing, status: 'cancelled', endedAt: now.toISOString() };
  return { status: 200, body: await viewOf(tenant, cancelled, locale), writes: cancel(tenant, mailing, now) };
});
