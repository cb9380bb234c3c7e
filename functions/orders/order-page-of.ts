import { renderSVG } from 'uqr';
import { after, DAY } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { brandOf } from '../branding/brand.ts';
import { epcPicture } from '../payments/epc-qr.ts';
import { dueOf, heldOf, isTrial, type Order, offered } from './order.ts';
import { orderPath } from './order-link.ts';
import { transferLines } from './order-mails.ts';
import type { OrderPageProps } from './order-page.tsx';
import { IN_STATE } from './order-states.ts';
import { nameOf, recapOf, rightsNow, sellerOf } from './order-words.ts';
import { codesOf } from './tickets.ts';
import { suppliedFrom } from './withdrawal-period.ts';

/** Where the answers to an order's forms may lead: Stripe's payment page, our files, and those that lie elsewhere. */
export const leadsTo = ({ offer }: Pick<Order, 'offer'>): string[] => [
  ...new Set((offer?.documents ?? []).flatMap(({ url }) => (url ? [new URL(url).origin] : []))),
  new URL(config.stripeApiBase() ?? 'https://checkout.stripe.com').origin,
  config.s3Endpoint() ? new URL(config.s3Endpoint() ?? '').origin : `https://*.s3.${config.region()}.amazonaws.com`,
];

/** Until when what was bought may be downloaded; for ever unless its sale says so. */
export function downloadsUntil(order: Order): Date | undefined {
  const { downloads } = offered(order);
  return downloads?.days === undefined
    ? undefined
    : after(order.downloadsFrom ? new Date(order.downloadsFrom) : suppliedFrom(order), downloads.days * DAY);
}

/** How often a document may still be downloaded; undefined without a limit. */
export function downloadsLeft(order: Order, documentId: string): number | undefined {
  const most = offered(order).downloads?.most;
  return most === undefined ? undefined : Math.max(0, most - (order.downloads[documentId]?.count ?? 0));
}

/** The page of an order as it stands. */
export async function orderPageOf(
  tenant: Tenant,
  order: Order,
  token: string,
  now: Date,
  more: { isUnreachable?: boolean } = {},
): Promise<OrderPageProps> {
  const { status, locale, method, transfer, reference, heldUntil } = order;
  const offer = offered(order);
  const { delivers, withdrawing } = IN_STATE[status];
  const codes = delivers ? await codesOf(tenant, order) : [];
  const awaits = status === 'awaiting-payment';
  const paysByCard = method === 'card' && (awaits || status === 'processing' || status === 'expired');
  const [from, until] = [suppliedFrom(order), downloadsUntil(order)];
  const isLate = until !== undefined && now >= until;
  const rest = dueOf(order) - heldOf(order);
  return {
    ...{ locale, status, title: offer.title, ...more },
    brand: await brandOf(tenant, offer.seller.name),
    recap: [nameOf(order), ...recapOf(offer, locale)],
    rights: rightsNow(order, locale),
    seller: sellerOf(offer, locale),
    contact: offer.seller.email,
    isTest: isTrial(order),
    ...(awaits &&
      transfer &&
      reference && {
        transfer: {
          lines: transferLines(order),
          picture: rest > 0 ? epcPicture({ ...transfer, cents: rest, rf: reference.rf }) : undefined,
          until: new Date(heldUntil ?? now),
        },
      }),
    payAction: paysByCard ? orderPath(token, '/pay') : undefined,
    downloads: delivers
      ? offer.documents.map(({ id, name }) => {
          const left = downloadsLeft(order, id);
          return { id, name, left, isOver: left === 0 || isLate };
        })
      : [],
    downloadAction: orderPath(token, '/download'),
    suppliedFrom: delivers && from > now ? from : undefined,
    downloadsUntil: until,
    tickets: codes.map((code) => ({ code, picture: renderSVG(code, { ecc: 'M', border: 4 }) })),
    withdrawal: order.withdrawal
      ? { at: new Date(order.withdrawal.at) }
      : withdrawing === 'never'
        ? undefined
        : { page: orderPath(token, '/withdrawal') },
  };
}
