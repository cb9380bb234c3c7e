import { type StateOf, states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * The states of an order: `started` an address was given; `awaiting-payment` it was ordered and is to be paid;
 * `processing` the payment is under way at a bank; `confirmed` it is paid, or free, and carried out; `to-refund` it was
 * paid and cannot be carried out; `expired` no payment came in time; `cancelled` the buyer withdrew before paying;
 * `withdrawn` after it; `refunded` all of it went back, or a dispute took it.
 */
export const orderStates = states(
  say('La commande', 'The order'),
  {
    started: say('commencée', 'started'),
    'awaiting-payment': say('en attente de paiement', 'awaiting payment'),
    processing: say('paiement en cours', 'payment under way'),
    confirmed: say('confirmée', 'confirmed'),
    'to-refund': say('payée, à rembourser', 'paid, to be refunded'),
    expired: say('expirée', 'expired'),
    cancelled: say('annulée', 'cancelled'),
    withdrawn: say('rétractée', 'withdrawn'),
    refunded: say('remboursée', 'refunded'),
  },
  {
    start: { to: 'started' },
    give: { from: ['started'], to: 'confirmed' },
    place: { from: ['started'], to: 'awaiting-payment' },
    announce: { from: ['awaiting-payment', 'expired'], to: 'processing' },
    // Whoever pays late is served all the same while there is something left to sell.
    confirm: { from: ['awaiting-payment', 'processing', 'expired', 'to-refund'], to: 'confirmed' },
    owe: { from: ['awaiting-payment', 'processing', 'expired', 'cancelled'], to: 'to-refund' },
    lapse: { from: ['awaiting-payment', 'processing'], to: 'expired' },
    retry: { from: ['expired'], to: 'awaiting-payment' },
    cancel: { from: ['awaiting-payment', 'processing'], to: 'cancelled' },
    withdraw: { from: ['confirmed'], to: 'withdrawn' },
    refund: { from: ['confirmed', 'to-refund', 'withdrawn'], to: 'refunded' },
    // A refund that the bank sent back: the money is the merchant's again.
    restore: { from: ['refunded'], to: 'confirmed' },
  },
);
export type OrderStatus = StateOf<typeof orderStates>;

interface InState {
  /** It holds what it orders: nobody else may have it. */
  holds: boolean;
  /** What it sells may be had: downloads, tickets. */
  delivers: boolean;
  /** What a payment that is found out does. */
  paying: 'confirm' | 'none';
  /** The buyer may withdraw from it. */
  withdrawing: 'cancel' | 'withdraw' | 'never';
}

/** What people may do in each state, and be told. Pages, acts and the API go by this table. */
export const IN_STATE = {
  started: { holds: false, delivers: false, paying: 'none', withdrawing: 'never' },
  'awaiting-payment': { holds: true, delivers: false, paying: 'confirm', withdrawing: 'cancel' },
  processing: { holds: true, delivers: false, paying: 'confirm', withdrawing: 'cancel' },
  confirmed: { holds: false, delivers: true, paying: 'none', withdrawing: 'withdraw' },
  'to-refund': { holds: false, delivers: false, paying: 'none', withdrawing: 'never' },
  expired: { holds: false, delivers: false, paying: 'confirm', withdrawing: 'never' },
  cancelled: { holds: false, delivers: false, paying: 'confirm', withdrawing: 'never' },
  withdrawn: { holds: false, delivers: false, paying: 'none', withdrawing: 'never' },
  refunded: { holds: false, delivers: false, paying: 'none', withdrawing: 'never' },
} as const satisfies Record<OrderStatus, InState>;

/** Why what came in for an order is owed back: none is left, it is not what was ordered, it was called off, a part only came. */
export const BECAUSE = ['sold-out', 'amount', 'cancelled', 'partial'] as const;
