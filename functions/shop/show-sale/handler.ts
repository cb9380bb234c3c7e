import { serve } from '../../../shared/function/page.tsx';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { readBusiness } from '../../accounts/business.ts';
import { readPublicAddress } from '../../accounts/directory.ts';
import { brandOf } from '../../branding/brand.ts';
import { chainFrom, saleStateAt } from '../sale-action.ts';
import { pageUrl } from '../sale-action-answer.ts';
import { findSalePage } from '../sale-page.ts';
import contract from './contract.ts';
import { SalePage } from './page.tsx';

const unknownPage = () =>
  notFound(say('Cette page n’existe pas, ou n’existe plus.', 'This page does not exist, or no longer does.'));

export const handler = serve(contract, async ({ params: { directory, slug }, query, now }) => {
  const found = await findSalePage(directory, slug);
  if (!found) throw unknownPage();
  const { tenant, action, article } = found;
  const [address, business] = await Promise.all([readPublicAddress(tenant), readBusiness(tenant)]);
  if (!address || !business) throw unknownPage();
  const embedded = query.embed ? '?embed=1' : '';
  // Its address has changed since the link was made.
  if (address.directory !== directory || action.slug !== slug) return { see: pageUrl(address, action) + embedded };
  const state = saleStateAt(action, now);
  if (state !== 'on-sale') {
    const next = (await chainFrom(tenant, action)).find((each) => saleStateAt(each, now) === 'on-sale');
    if (next) return { see: pageUrl(address, next) + embedded };
  }
  const brand = await brandOf(tenant, business.legalName);
  return {
    page: SalePage({ article, action, state, brand, business, url: pageUrl(address, action) }),
    isFramed: true,
  };
});
