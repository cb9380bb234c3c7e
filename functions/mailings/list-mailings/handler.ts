import { serve } from '../../../shared/function/http.ts';
import { mailings } from '../mailing.ts';
import { listed } from '../view-of-mailing.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { status, ...page }, actor: { tenant }, locale, now }) => {
  const where = status && ((mailing: { status: string }) => mailing.status === status);
  const { items, ...rest } = await mailings.list(tenant, 'feed', { ...page, now, ...(where && { where }) });
  return { status: 200, body: { ...rest, items: items.map((mailing) => listed(mailing, locale)) } };
});
