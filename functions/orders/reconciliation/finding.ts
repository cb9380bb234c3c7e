import * as z from 'zod';
import { type Locale, say, type Text } from '../../../shared/text.ts';

/** What a difference is called, in words, with what the merchant does about it. */
const FINDINGS = {
  'paid-not-served': {
    says: say(
      'Stripe a encaissé cette commande, qui n’est pas confirmée ici. Nous relisons ce paiement : si elle est encore là demain, confirmez-la ou remboursez-la.',
      'Stripe has taken the money of this order, which is not confirmed here. We read that payment again: if it is still here tomorrow, confirm or refund it.',
    ),
    call: 'GET /v1/orders/{orderId}',
  },
  'served-not-paid': {
    says: say(
      'Cette commande est confirmée, mais Stripe n’a pas encaissé son paiement. Regardez-le dans Stripe.',
      'This order is confirmed, but Stripe has not taken its payment. Look at it at Stripe.',
    ),
    call: 'GET /v1/orders/{orderId}',
  },
  'unknown-order': {
    says: say(
      'Stripe a encaissé un paiement pour une commande qui n’existe pas ici. Remboursez-le dans Stripe.',
      'Stripe has taken a payment for an order that does not exist here. Refund it at Stripe.',
    ),
    call: undefined,
  },
  'amount-differs': {
    says: say(
      'Stripe a encaissé un autre montant que celui noté ici. Remboursez la différence.',
      'Stripe has taken another amount than the one noted here. Refund the difference.',
    ),
    call: 'POST /v1/orders/{orderId}/refund',
  },
  'refund-differs': {
    says: say(
      'Stripe a rendu un autre montant que celui noté ici. Nous relisons ce paiement : si la différence est encore là demain, comparez avec Stripe.',
      'Stripe has given back another amount than the one noted here. We read that payment again: if it still differs tomorrow, compare with Stripe.',
    ),
    call: 'GET /v1/orders/{orderId}',
  },
  'to-refund': {
    says: say(
      'Cette commande est payée et ne peut être servie. Servez-la tout de même, ou remboursez-la.',
      'This order is paid and cannot be carried out. Carry it out all the same, or refund it.',
    ),
    call: 'POST /v1/orders/{orderId}/refund',
  },
  'withdrawn-not-refunded': {
    says: say(
      'L’acheteur a renoncé au contrat : rendez-lui son paiement au plus tard quatorze jours après sa déclaration.',
      'The buyer withdrew from the contract: give the payment back within fourteen days of the declaration.',
    ),
    call: 'POST /v1/orders/{orderId}/refund',
  },
  'line-unmatched': {
    says: say(
      'Ce virement est arrivé et ne dit pas quelle commande il paie. Attribuez-le, ou écartez-le.',
      'This transfer came in and does not tell which order it pays. Assign or discard it.',
    ),
    call: 'POST /v1/bank-statement-lines/{lineId}/assign',
  },
  'line-refund-due': {
    says: say(
      'De ce virement, une somme est à rendre : trop perçu, ou payé deux fois. Rendez-la, puis écartez la ligne.',
      'Of this transfer a sum is to be given back: too much, or paid twice. Give it back, then discard the line.',
    ),
    call: 'POST /v1/bank-statement-lines/{lineId}/discard',
  },
  'stripe-silent': {
    says: say(
      'Stripe n’a pas pu être interrogé : ses paiements ne sont pas comparés. Éprouvez la clé.',
      'Stripe could not be asked: its payments are not compared. Test the key.',
    ),
    call: 'POST /v1/payment-settings/stripe/test',
  },
} satisfies Record<string, { says: Text; call: string | undefined }>;

export const FINDING_KINDS = Object.keys(FINDINGS) as [keyof typeof FINDINGS, ...(keyof typeof FINDINGS)[]];

/** A difference between what orders, Stripe and the bank say. */
export const findingSchema = z.object({
  kind: z.enum(FINDING_KINDS),
  orderId: z.string().optional(),
  lineId: z.string().optional(),
  /** Stripe's payment, where there is no order. */
  payment: z.string().optional(),
  /** In cents: what it is about, or what the other side says. */
  amount: z.int().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What tells one finding from another, from day to day. */
export const keyOf = ({ kind, orderId, lineId, payment }: Finding): string =>
  [kind, orderId ?? lineId ?? payment ?? ''].join(' ');

/** A finding in the words of who reads it. */
export function spelt(finding: Finding, locale: Locale) {
  const { says, call } = FINDINGS[finding.kind];
  const mend = call?.replace(/\{(orderId|lineId)\}/, (_, name: 'orderId' | 'lineId') => finding[name] ?? '');
  return { ...finding, message: says[locale], ...(mend && { mend }) };
}
