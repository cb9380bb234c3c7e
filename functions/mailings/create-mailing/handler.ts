import { serve } from '../../../shared/function/http.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findMember } from '../../accounts/account.ts';
import { newMailing } from '../mailing.ts';
import { senderNamed } from '../mailing-sender.ts';
import { keepWords, wordsOf } from '../mailing-words.ts';
import { viewOf } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant, userId }, locale: callers, now }) => {
  const { name, filter, also, ifUncertain, locale = callers } = body;
  const [sender, words, member] = await Promise.all([
    senderNamed(tenant, userId, body.sender),
    wordsOf(tenant, body, locale),
    findMember(tenant, userId),
  ]);
  if (sender.kind === 'platform' && also.length) throw onlyAccepted();
  const { mailing, write } = newMailing(
    tenant,
    {
      ...{ name, filter, sender, locale, subject: words.subject },
      also: [...new Set(also)],
      resendsUncertain: ifUncertain === 'resend',
      author: { userId, ...member },
    },
    now,
  );
  return {
    status: 202,
    body: { ...(await viewOf(tenant, mailing, callers)), removed: words.removed },
    headers: { location: `/v1/mailings/${mailing.id}` },
    writes: [write, keepWords(tenant, mailing.id, words)],
  };
});

const onlyAccepted = () =>
  invalidField(
    '/also',
    say(
      'L’expéditeur commun n’écrit qu’à ceux qui ont consenti. Demandez leur accord aux autres (POST /v1/consents/{email}/request), ou envoyez par votre propre compte.',
      'The shared sender writes only to those who agreed. Ask the others for their consent (POST /v1/consents/{email}/request), or send through an account of your own.',
    ),
  );
