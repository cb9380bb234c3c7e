import { serve } from '../../../shared/function/http.ts';
import { say } from '../../../shared/text.ts';
import { findMailing, type Mailing, resume } from '../mailing.ts';
import { onlyAccepted, senderNamed } from '../mailing-sender.ts';
import { mailingStates } from '../mailing-states.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params: { mailingId }, body, actor: { tenant, userId }, locale, now }) => {
    const mailing = await findMailing(tenant, mailingId);
    if (mailing.status === 'failed' && !mailing.sendingSince)
      throw mailingStates.refusal(mailing, 'wrong-state', REFRESH);
    const sender = body.sender ? await senderNamed(tenant, userId, body.sender) : mailing.sender;
    if (sender.kind === 'platform' && mailing.also.length) throw onlyAccepted('/sender');
    const { failure: _, endedAt: __, ...going } = mailing;
    const resumed: Mailing = { ...going, sender, status: 'sending' };
    const writes = [resume(tenant, mailing, sender, now)];
    return { status: 200, body: await viewOf(tenant, resumed, locale), writes };
  },
);

const REFRESH = say(
  'Son audience n’a pas pu être établie : recalculez-la (POST /v1/mailings/{mailingId}/refresh).',
  'Its audience could not be found: find it again (POST /v1/mailings/{mailingId}/refresh).',
);
