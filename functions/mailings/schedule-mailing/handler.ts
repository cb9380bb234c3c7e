import { instantOf } from '../../../shared/fields/wall-time.ts';
import { serve } from '../../../shared/function/http.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findMailing, type Mailing, schedule } from '../mailing.ts';
import { nobodyReached } from '../nobody-reached.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, body, actor: { tenant }, locale, now }) => {
  const mailing = await findMailing(tenant, mailingId);
  const instant = instantOf(body);
  if (instant <= now)
    throw invalidField(
      '/at',
      say('Cette heure est passée : donnez-en une à venir.', 'This time has passed: give a later one.'),
    );
  if (mailing.status === 'ready' && mailing.reached === 0) throw nobodyReached();
  const scheduled: Mailing = {
    ...mailing,
    status: 'scheduled',
    scheduledFor: { ...body, instant: instant.toISOString() },
  };
  return { status: 200, body: await viewOf(tenant, scheduled, locale), writes: [schedule(tenant, mailing, body)] };
});
