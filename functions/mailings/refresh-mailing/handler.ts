import { serve } from '../../../shared/function/http.ts';
import { say } from '../../../shared/text.ts';
import { findMailing } from '../mailing.ts';
import { mailingStates } from '../mailing-states.ts';
import { refresh } from '../preparing.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant }, locale, now }) => {
  const before = await findMailing(tenant, mailingId);
  if (before.sendingSince) throw mailingStates.refusal(before, 'wrong-state', LEFT);
  const { mailing, write } = refresh(tenant, before, now);
  return { status: 202, body: await viewOf(tenant, mailing, locale), writes: [write] };
});

const LEFT = say(
  'Des e-mails en sont partis : son audience reste ce qu’elle était. Préparez un nouvel envoi.',
  'Emails of it have left: its audience stays as it was. Prepare another mailing.',
);
