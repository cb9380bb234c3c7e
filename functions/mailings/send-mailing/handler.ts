import { serve } from '../../../shared/function/http.ts';
import { findMailing, type Mailing, send } from '../mailing.ts';
import { nobodyReached } from '../nobody-reached.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant }, locale, now }) => {
  const mailing = await findMailing(tenant, mailingId);
  if (mailing.status === 'ready' && mailing.reached === 0) throw nobodyReached();
  const sent: Mailing = { ...mailing, status: 'sending', sendingSince: now.toISOString() };
  return { status: 202, body: await viewOf(tenant, sent, locale), writes: send(tenant, mailing, now) };
});
