import { serve } from '../../../shared/function/http.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findMember } from '../../accounts/account.ts';
import { isGone, listsOf } from '../audience.ts';

import { onlyAccepted, senderNamed } from '../mailing-sender.ts';
import { counted, keepWords, wordsOf } from '../mailing-words.ts';
import { newMailing } from '../preparing.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant, userId }, locale: callers, now }) => {
  const { name, filter, also, ifUncertain, countClicks, locale = callers } = body;
  const [sender, words, member] = await Promise.all([
    senderNamed(tenant, userId, body.sender),
    wordsOf(tenant, body, locale),
    findMember(tenant, userId),
    listsOf({ filter }, tenant).catch(unknownList),
  ]);
  if (sender.kind === 'platform' && also.length) throw onlyAccepted('/also');
  const { mailing, write } = newMailing(
    tenant,
    {
      ...{ name, filter, sender, locale, subject: words.subject },
      also: [...new Set(also)],
      resendsUncertain: ifUncertain === 'resend',
      countsClicks: countClicks,
      author: { userId, ...member },
    },
    now,
  );
  return {
    status: 202,
    body: { ...(await viewOf(tenant, mailing, callers)), removed: words.removed },
    headers: { location: `/v1/mailings/${mailing.id}` },
    writes: [write, keepWords(tenant, mailing.id, countClicks ? counted(words) : words)],
  };
});

function unknownList(error: unknown): never {
  if (!isGone(error)) throw error;
  throw invalidField(
    '/filter/lists',
    say(
      'Une liste de ce filtre n’existe pas, ou n’est pas partagée avec vous (GET /v1/lists donne les vôtres).',
      'A list of this filter does not exist, or is not shared with you (GET /v1/lists tells yours).',
    ),
  );
}
