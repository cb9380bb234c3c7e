import { serve } from '../../../shared/function/http.ts';
import { domainName, examineDomain, sendersOf } from '../sender-domain.ts';
import { spfSender } from '../spf-providers.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, query, actor, locale, now }) => {
  const domain = domainName(params.domain);
  const own = await sendersOf(actor.tenant, domain, now);
  const named = spfSender(query.provider);
  const senders = [...new Set(named ? [...own, named] : own)];
  return { status: 200, body: await examineDomain({ domain, selectors: query.selector ?? [], senders, locale }) };
});
