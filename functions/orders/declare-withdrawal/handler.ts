import { emailAddress } from '../../../shared/fields/email-address.ts';
import { serve } from '../../../shared/function/page.tsx';
import { brandOf } from '../../branding/brand.ts';
import { offered } from '../order.ts';
import { orderOf, orderPath } from '../order-link.ts';
import { IN_STATE } from '../order-states.ts';
import { rightsNow } from '../order-words.ts';
import { WithdrawalPage } from '../withdrawal-page.tsx';
import contract from './contract.ts';

const FAULT = {
  fr: 'Cette adresse e-mail n’est pas valable : le reçu ne vous parviendrait pas.',
  en: 'This email address is not valid: the receipt would not reach you.',
} as const;

export const handler = serve(contract, async ({ params: { token }, body, now }) => {
  const { tenant, order } = await orderOf(token, now);
  const back = orderPath(token);
  if (order.withdrawal || IN_STATE[order.status].withdrawing === 'never') return { see: back };
  const { locale } = order;
  const email = emailAddress.safeParse(body.email).data;
  const isConfirming = email !== undefined;
  return {
    page: WithdrawalPage({
      ...{ locale, back, ...body, email: email ?? body.email, isConfirming },
      brand: await brandOf(tenant, offered(order).seller.name),
      rights: rightsNow(order, locale),
      action: orderPath(token, isConfirming ? '/withdrawal/confirm' : '/withdrawal'),
      fault: isConfirming ? undefined : FAULT[locale],
    }),
    ...(!isConfirming && { status: 422 }),
  };
});
