import { serve } from '../../../shared/function/http.ts';
import { smtpAccounts } from '../smtp/smtp-account.ts';
import { viewOf } from '../smtp/smtp-account-view.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query, actor, locale, now }) => {
  const { items, ...more } = await smtpAccounts.list(actor.tenant, 'feed', { ...query, now });
  return { status: 200, body: { items: items.map((account) => viewOf(account, locale)), ...more } };
});
