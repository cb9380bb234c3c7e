import { serve } from '../../../shared/function/http.ts';
import { findMailing, type Mailing, pause } from '../mailing.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant }, locale }) => {
  const mailing = await findMailing(tenant, mailingId);
  const paused: Mailing = { ...mailing, status: 'paused' };
  return { status: 200, body: await viewOf(tenant, paused, locale), writes: [pause(tenant, mailing)] };
});
