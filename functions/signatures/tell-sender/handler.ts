import { signatureFacts } from '../../../events/signature.ts';
import { serve } from '../../../shared/function/queue.ts';
import { findMember } from '../../accounts/account.ts';
import { endingOf, noticesOf } from '../../accounts/notices.ts';
import { hearOnce } from '../../facts/heard.ts';
import { tellSender } from '../sender-mail.ts';
import { loadRequest } from '../signature-request.ts';

import contract from './contract.ts';

/** Told at least once, and in any order: each ending is written once, as long as its sender wants to hear of it. */
export const handler = serve(contract, async ({ data: fact, now }) => {
  const { tenant, name } = fact;
  const ending = endingOf(name);
  if (!ending) return [];
  const { requestId } = signatureFacts.data.parse(fact.data);
  const loaded = await loadRequest(tenant, requestId);
  const { user } = await findMember(tenant, loaded.request.sender.userId);
  const { locale, signatureEnded } = noticesOf(user);
  if (!signatureEnded.includes(ending)) return [];
  const heard = await hearOnce(tenant, fact, contract.message.name, now);
  if (!heard) return [];
  return [...(await tellSender(tenant, loaded, ending, { email: user.email, locale }, now)), heard];
});
