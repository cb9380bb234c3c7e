import { serve } from '../../../shared/function/http.ts';
import { findMailing } from '../mailing.ts';
import { trial } from '../sending.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant, userId }, now }) => {
  const { to, writes } = await trial(tenant, await findMailing(tenant, mailingId), userId, now);
  return { status: 202, body: { mailingId, to }, writes };
});
