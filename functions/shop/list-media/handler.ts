import { serve } from '../../../shared/function/http.ts';
import { media, viewOf } from '../media.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query, actor: { tenant }, locale, now }) => {
  const { items, ...page } = await media.list(tenant, 'feed', { ...query, now, where: ({ kind }) => kind === 'image' });
  return { status: 200, body: { ...page, items: items.map((file) => viewOf(file, locale)) } };
});
