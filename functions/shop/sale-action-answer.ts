import type * as z from 'zod';
import { type PublicAddress, shopUrl } from '../accounts/directory.ts';
import type { SaleAction } from './sale-action.ts';
import type { saleActionAnswer } from './sale-action-view.ts';

const quoted = (text: string) => text.replace(/[&<"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '"': '&quot;' })[c] ?? c);

/** Where the page of a sale is. */
export const pageUrl = (address: PublicAddress, { slug }: Pick<SaleAction, 'slug'>): string =>
  `${shopUrl(address)}/${slug}`;

/** A sale action with its page, and the codes that show it elsewhere. */
export function answerOf(action: SaleAction, address: PublicAddress | undefined): z.input<typeof saleActionAnswer> {
  if (!address) return action;
  const url = pageUrl(address, action);
  return {
    ...action,
    url,
    embedCode: `<iframe src="${url}?embed=1" title="${quoted(action.slug)}" width="100%" height="900" loading="lazy" style="border:0"></iframe>`,
    shortcode: `[guichet url="${url}"]`,
  };
}
