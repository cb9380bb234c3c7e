import { after, DAY, MINUTE } from '../../shared/clock.ts';
import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { dueAt } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { PaymentSettings } from '../payments/payment-settings.ts';
import { modeOf } from '../payments/payment-settings.ts';
import { hold, type SaleAction, sell } from '../shop/sale-action.ts';
import { confirmation } from './confirming.ts';
import type { Offer } from './offer.ts';
import { happen, type Order, settlingOf } from './order.ts';
import type { OrderAct } from './order-acts.ts';
import { BUTTON, type Filled } from './order-form.ts';
import { newReference } from './payment-reference.ts';

/** How long what is to be paid by transfer is held, in days: banks take two, people more. */
const TRANSFER_LASTS = 14;
/** How long a payment page stays open, in seconds: Stripe takes no less than 30 minutes, and our clocks may differ. */
const SESSION_LASTS = 35 * MINUTE;
/** After a payment page has closed, seconds before it is looked at: what was paid at its last moment is there by then. */
export const LOOKED_AT = 300;

interface Placing {
  action: SaleAction;
  offer: Offer;
  filled: Filled;
  settings: PaymentSettings;
  /** All that the form showed, as it was shown. */
  shown: string;
  client: Client;
}

/**
 * The writes by which the buyer orders: it is bound now, before any payment page is opened. What it orders is held until
 * it is paid, or sold at once when it is free.
 * @throws 409 `sold-out`
 */
export async function place(
  tenant: Tenant,
  order: Order,
  placing: Placing,
  now: Date,
): Promise<{ order: Order; writes: Write[] }> {
  const { action, offer, filled, settings, shown, client } = placing;
  const { quote: _, method, ...said } = filled;
  const isFree = method === 'free';
  const act: OrderAct = {
    act: 'ordered',
    actor: { kind: 'buyer', id: order.id },
    at: now,
    details: {
      ...{ saleActionId: action.id, articleId: offer.articleId, title: offer.title, quantity: offer.quantity },
      ...{ amount: offer.totals.gross, currency: offer.currency, method, locale: order.locale },
      ...{ button: BUTTON[isFree ? 'free' : 'bound'][order.locale], shownSha256: sha256Hex(shown) },
      ...{ termsAccepted: said.termsAccepted, beginsAtOnce: said.beginsAtOnce, acceptsLoss: said.acceptsLoss },
    },
    personal: {
      ...{ address: client.address, userAgent: client.userAgent, email: order.email, name: said.name, shown },
      postalAddress: said.postalAddress && Object.values(said.postalAddress).join(', '),
      answers: Object.keys(said.answers).length ? JSON.stringify(said.answers) : undefined,
    },
  };
  const set = { ...said, offer, method, orderedAt: now.toISOString() };
  if (isFree) {
    const { acts, set: confirmed, writes } = await confirmation(tenant, { ...order, ...set }, now);
    const change = { move: 'give', set: { ...set, ...confirmed.set }, due: confirmed.due } as const;
    return {
      order: { ...order, ...set, ...confirmed.set, status: 'confirmed' },
      writes: [...happen(tenant, order, [act, ...acts], change, now), sell(tenant, action, offer.quantity), ...writes],
    };
  }
  const { transfer } = settings;
  const isTransfer = method === 'transfer' && transfer;
  const { reference, write } = newReference(tenant, isTransfer ? transfer.iban : tenant, order.id);
  const until = isTransfer ? after(now, TRANSFER_LASTS * DAY) : after(now, SESSION_LASTS);
  const paying = {
    ...{ reference, mode: modeOf(settings), heldUntil: until.toISOString() },
    ...(isTransfer ? { transfer } : { attempt: 1, attemptUntil: until.toISOString() }),
  };
  const settle = dueAt(settlingOf(tenant, order), isTransfer ? until : after(until, LOOKED_AT));
  const placed: Order = { ...order, ...set, ...paying, status: 'awaiting-payment' };
  return {
    order: placed,
    writes: [
      ...happen(tenant, order, [act], { move: 'place', set: { ...set, ...paying }, due: { settle } }, now),
      hold(tenant, action, offer.quantity),
      write,
    ],
  };
}

/**
 * The writes by which the buyer tries to pay again what has expired: a new attempt, with what is left to sell held anew.
 * @throws 409 `sold-out`
 */
export function retry(tenant: Tenant, order: Order, action: SaleAction, now: Date): { order: Order; writes: Write[] } {
  const attempt = order.attempt + 1;
  const until = after(now, SESSION_LASTS).toISOString();
  const act: OrderAct = {
    act: 'retried',
    actor: { kind: 'buyer', id: order.id },
    at: now,
    details: { attempt },
  };
  const set = { attempt, attemptUntil: until, heldUntil: until };
  const settle = dueAt(settlingOf(tenant, order), after(new Date(until), LOOKED_AT));
  const change = { move: 'retry', set, remove: ['session'], due: { settle } } as const;
  const { session: _, ...rest } = order;
  return {
    order: { ...rest, ...set, status: 'awaiting-payment' },
    writes: [...happen(tenant, order, [act], change, now), hold(tenant, action, order.offer?.quantity ?? 1)],
  };
}
