import type { Tenant } from '../../shared/identity/tenant.ts';
import { inDays, inDaysAndHours } from '../../shared/pages/dates.ts';
import type { Write } from '../../shared/table/transact.ts';
import { queueMail } from '../mail/mail.ts';
import { printedIban } from '../payments/iban.ts';
import { printedOgm, printedRf } from '../payments/reference.ts';
import orderConfirmation from './mails/order-confirmation.tsx';
import orderInvitation from './mails/order-invitation.tsx';
import orderTransfer from './mails/order-transfer.tsx';
import saleNoticeMail from './mails/sale-notice.tsx';
import withdrawalReceipt from './mails/withdrawal-receipt.tsx';
import type { Offer } from './offer.ts';
import { dueOf, heldOf, type Order, offered, orders } from './order.ts';
import { orderLink } from './order-link.ts';
import { amountOf, nameOf, recapOf, rightsNow, sellerOf } from './order-words.ts';

interface Sender {
  name: string;
  email: string;
  smtpAccountId?: string | undefined;
  /** The seller's own words of this mail. */
  templateId?: string | undefined;
}

const fromOf = ({ name, email, smtpAccountId, templateId }: Sender) => ({
  fromName: name,
  replyTo: email,
  ...(smtpAccountId && { way: smtpAccountId }),
  ...(templateId && { templateId }),
});
const senderOf = ({ seller, smtpAccountId }: Offer): Sender => ({ ...seller, smtpAccountId });

/** The mail by which whoever gave an address goes on to the form. It leaves only while nothing was ordered. */
export async function formMail(
  tenant: Tenant,
  order: Order,
  title: string,
  sender: Sender,
  now: Date,
): Promise<Write[]> {
  const { link, write } = orderLink(tenant, order, now);
  const mail = await queueMail(
    {
      ...{ tenant, to: order.email, locale: order.locale, kind: orderInvitation, ...fromOf(sender) },
      data: { urlData: link, business: sender.name, title },
      onlyWhile: { row: orders.keyOf(tenant, order), status: ['started'] },
    },
    now,
  );
  return [write, mail];
}

/** The confirmation with its lasting copy, and the link to the order's page. */
export async function confirmationMail(tenant: Tenant, order: Order, now: Date): Promise<Write[]> {
  const offer = offered(order);
  const { locale } = order;
  const { link, write } = orderLink(tenant, order, now);
  const sender = { ...senderOf(offer), templateId: offer.confirmationTemplateId };
  const mail = await queueMail(
    {
      ...{ tenant, to: order.email, locale, kind: orderConfirmation, ...fromOf(sender) },
      data: {
        ...{ urlData: link, business: offer.seller.name, title: offer.title },
        recap: [nameOf(order), ...recapOf(offer, locale)].join('\n'),
        rights: rightsNow(order, locale).join('\n'),
        seller: sellerOf(offer, locale).join('\n'),
      },
    },
    now,
  );
  return [write, mail];
}

/** How to pay by transfer, a line each. */
export function transferLines(order: Order): string[] {
  const { transfer, reference, locale } = order;
  if (!transfer || !reference) return [];
  const fr = locale === 'fr';
  const offer = offered(order);
  const label = (french: string, english: string) => (fr ? `${french} :` : `${english}:`);
  return [
    `${label('Montant', 'Amount')} ${amountOf(offer, dueOf(order) - heldOf(order), locale)}`,
    `${label('Bénéficiaire', 'Beneficiary')} ${transfer.holder}`,
    `IBAN${fr ? ' :' : ':'} ${printedIban(transfer.iban)}`,
    ...(transfer.bic ? [`BIC${fr ? ' :' : ':'} ${transfer.bic}`] : []),
    `${label('Référence', 'Reference')} ${printedRf(reference.rf)}`,
    `${label('En Belgique', 'In Belgium')} ${printedOgm(reference.ogm)}`,
    ...(offer.communication ? [`${label('Libellé', 'Label')} ${offer.communication}`] : []),
  ];
}

/** How to pay, or what is still to be paid. It leaves only while it is awaited. */
export async function transferMail(tenant: Tenant, order: Order, now: Date, rest?: number): Promise<Write[]> {
  const offer = offered(order);
  const { locale } = order;
  const { link, write } = orderLink(tenant, order, now);
  const mail = await queueMail(
    {
      ...{ tenant, to: order.email, locale, kind: orderTransfer, ...fromOf(senderOf(offer)) },
      data: {
        ...{ urlData: link, business: offer.seller.name, title: offer.title },
        instructions: transferLines(order).join('\n'),
        until: inDays(new Date(order.heldUntil ?? now), locale),
        rest: rest === undefined ? undefined : amountOf(offer, rest, locale),
      },
      onlyWhile: { row: orders.keyOf(tenant, order), status: ['awaiting-payment'] },
    },
    now,
  );
  return [write, mail];
}

/** The merchant is told of a sale. */
export async function saleNotice(tenant: Tenant, order: Order, to: string, now: Date): Promise<Write> {
  const offer = offered(order);
  const locale = offer.language;
  const buyer = order.name ? `${order.name} <${order.email}>` : order.email;
  return queueMail(
    {
      ...{ tenant, to, locale, kind: saleNoticeMail, ...fromOf(senderOf(offer)) },
      data: {
        ...{ title: offer.title, buyer, orderId: order.id },
        recap: [nameOf(order), ...recapOf(offer, locale)].join('\n'),
      },
    },
    now,
  );
}

/** The receipt of a declaration of withdrawal, with its content, day and time. */
export async function receiptMail(tenant: Tenant, order: Order, declaration: string, now: Date): Promise<Write[]> {
  const { withdrawal, locale } = order;
  if (!withdrawal) return [];
  const offer = offered(order);
  const data = {
    ...{ business: offer.seller.name, title: offer.title, declaration, outcome: withdrawal.outcome },
    at: `${inDaysAndHours(new Date(withdrawal.at), locale)} (UTC)`,
  };
  const addressed = { tenant, to: withdrawal.email, locale, kind: withdrawalReceipt, ...fromOf(senderOf(offer)) };
  return [await queueMail({ ...addressed, data }, now)];
}
