import * as z from 'zod';
import { LOCALES, say } from '../../shared/text.ts';
import { type ActOf, acts } from '../proof/acts.ts';
import { BECAUSE } from './order-states.ts';

/** Whence a person acted. */
const seen = { address: z.string(), userAgent: z.string() };
const amount = { amount: z.int(), currency: z.string() };

/** All that can happen to an order. */
export const orderActs = acts({
  ordered: {
    by: ['buyer'],
    details: {
      ...{ saleActionId: z.string(), articleId: z.string(), title: z.string(), quantity: z.int(), ...amount },
      ...{ method: z.enum(['free', 'card', 'transfer']), locale: z.enum(LOCALES) },
      /** The words of the button that was pressed: they alone decide whether the buyer is bound to pay. */
      button: z.string(),
      /** SHA-256 of all that the form showed: what is bought, its price, the terms and the consents. */
      shownSha256: z.string(),
      termsAccepted: z.boolean(),
      /** Of digital content: express agreement to begin at once, and that the right to withdraw is lost by it. */
      beginsAtOnce: z.boolean(),
      acceptsLoss: z.boolean(),
    },
    personal: {
      ...seen,
      ...{ email: z.string(), name: z.string(), postalAddress: z.string().optional(), answers: z.string().optional() },
      shown: z.string(),
    },
    words: say('Commande passée', 'Order placed'),
  },
  retried: { by: ['buyer'], details: { attempt: z.int() }, words: say('Paiement recommencé', 'Payment tried again') },
  'payment-announced': { by: ['system'], words: say('Paiement annoncé', 'Payment announced') },
  paid: {
    by: ['system', 'user'],
    details: {
      ...amount,
      method: z.enum(['card', 'transfer']),
      /** Stripe's payment, or the line of a statement; none when the merchant says so. */
      payment: z.string().optional(),
    },
    words: say('Paiement reçu', 'Payment received'),
  },
  confirmed: { by: ['system'], words: say('Commande confirmée', 'Order confirmed') },
  unfulfillable: {
    by: ['system'],
    details: { because: z.enum(BECAUSE) },
    words: say('Payée mais impossible à servir', 'Paid but cannot be carried out'),
  },
  expired: { by: ['system'], words: say('Commande expirée', 'Order expired') },
  downloaded: {
    by: ['buyer'],
    details: { documentId: z.string(), count: z.int() },
    personal: seen,
    words: say('Document téléchargé', 'Document downloaded'),
  },
  'downloads-reset': { by: ['user'], words: say('Téléchargements rouverts', 'Downloads opened again') },
  'withdrawal-declared': {
    by: ['buyer'],
    details: { outcome: z.enum(['accepted', 'late', 'waived', 'dated-place']) },
    personal: { ...seen, name: z.string(), contract: z.string(), email: z.string() },
    words: say('Rétractation déclarée', 'Withdrawal declared'),
  },
  refunded: {
    by: ['system', 'user'],
    details: { ...amount, whole: z.boolean(), because: z.enum(['refund', 'dispute']) },
    words: say('Remboursement', 'Refund'),
  },
  'refund-failed': {
    by: ['system'],
    details: amount,
    words: say('Remboursement refusé par la banque', 'Refund sent back by the bank'),
  },
  'checked-in': {
    by: ['user'],
    details: { ticket: z.int() },
    words: say('Billet contrôlé à l’entrée', 'Ticket checked in'),
  },
});

/** An act of an order, to be recorded. */
export type OrderAct = ActOf<typeof orderActs>;
