import type { Thing, Things, World } from './objects.ts';
import { StripeRefusal } from './refusal.ts';

/** What a payer, or their bank, may do of a session. */
export const PAYER_ACTS = [
  'pay',
  'pay-later',
  'fail',
  'succeed',
  'fail-later',
  'dispute',
  'win',
  'lose',
  'refund',
  'refund-part',
  'fail-refund',
] as const;
export type PayerAct = (typeof PAYER_ACTS)[number];

type Tell = (world: World, type: string, thing: Thing) => void;

/** Carries out what a payer does on the page of a session, or what happens to the payment later. */
export function actOfPayer(things: Things, tell: Tell, sessionId: string, act: PayerAct, now: number): Thing {
  const found = things.find(sessionId);
  if (found?.thing.object !== 'checkout.session') throw new StripeRefusal(404, 'No such session');
  const { world, thing: session } = found;
  const intentId = String(session.payment_intent ?? '');
  const isOpen = session.status === 'open';
  const charge = () => {
    const [one] = things.list(world, 'charge', { payment_intent: intentId });
    if (!one) throw new StripeRefusal(400, 'Nothing was paid');
    return one;
  };
  const demand = (holds: boolean) => {
    if (!holds) throw new StripeRefusal(400, `The session is ${session.status} and ${session.payment_status}`);
  };

  switch (act) {
    case 'fail':
      demand(isOpen);
      return session;
    case 'pay':
    case 'pay-later': {
      demand(isOpen);
      const isPaid = act === 'pay';
      const intent = things.add(
        world,
        'payment_intent',
        {
          ...(session.intent as object),
          amount: session.amount_total,
          currency: session.currency,
          status: isPaid ? 'succeeded' : 'processing',
          latest_charge: null,
        },
        now,
      );
      if (isPaid) charged(things, world, intent, now);
      const done = things.change(session, {
        status: 'complete',
        payment_status: isPaid ? 'paid' : 'unpaid',
        payment_intent: intent.id,
        url: null,
      });
      tell(world, 'checkout.session.completed', done);
      return done;
    }
    case 'succeed': {
      demand(session.status === 'complete' && session.payment_status === 'unpaid');
      const intent = things.get(world, 'payment_intent', intentId);
      if (intent) charged(things, world, things.change(intent, { status: 'succeeded' }), now);
      const done = things.change(session, { payment_status: 'paid' });
      tell(world, 'checkout.session.async_payment_succeeded', done);
      return done;
    }
    case 'fail-later': {
      demand(session.status === 'complete' && session.payment_status === 'unpaid');
      const intent = things.get(world, 'payment_intent', intentId);
      if (intent) things.change(intent, { status: 'requires_payment_method' });
      tell(world, 'checkout.session.async_payment_failed', session);
      return session;
    }
    case 'dispute': {
      const { id, amount } = charge();
      const dispute = things.add(
        world,
        'dispute',
        { charge: id, payment_intent: intentId, amount, status: 'needs_response' },
        now,
      );
      tell(world, 'charge.dispute.created', dispute);
      return dispute;
    }
    case 'win':
    case 'lose': {
      const [dispute] = things.list(world, 'dispute', { payment_intent: intentId });
      if (!dispute) throw new StripeRefusal(400, 'Nothing is disputed');
      const closed = things.change(dispute, { status: act === 'win' ? 'won' : 'lost' });
      tell(world, 'charge.dispute.closed', closed);
      return closed;
    }
    case 'refund':
      return refund(things, tell, world, { intentId }, now);
    case 'refund-part':
      return refund(things, tell, world, { intentId, amount: Math.floor(Number(charge().amount) / 2) }, now);
    case 'fail-refund': {
      const [last] = things.list(world, 'refund', { payment_intent: intentId });
      if (!last) throw new StripeRefusal(400, 'Nothing was refunded');
      const failed = things.change(last, { status: 'failed' });
      tell(world, 'refund.failed', failed);
      return failed;
    }
  }
}

function charged(things: Things, world: World, intent: Thing, now: number): void {
  const charge = things.add(
    world,
    'charge',
    {
      amount: intent.amount,
      currency: intent.currency,
      payment_intent: intent.id,
      paid: true,
      metadata: intent.metadata,
    },
    now,
  );
  things.change(intent, { latest_charge: charge.id });
}

/** What of a payment has not gone back. */
export function refund(
  things: Things,
  tell: Tell,
  world: World,
  { intentId, amount, metadata = {} }: { intentId: string; amount?: number; metadata?: Record<string, string> },
  now: number,
): Thing {
  const [charge] = things.list(world, 'charge', { payment_intent: intentId });
  if (!charge) throw new StripeRefusal(400, 'This PaymentIntent does not have a successful charge to refund.');
  const refunded = things
    .list(world, 'refund', { payment_intent: intentId })
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, one) => sum + Number(one.amount), 0);
  const left = Number(charge.amount) - refunded;
  if (left === 0)
    throw new StripeRefusal(400, `Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const wanted = amount ?? left;
  if (!(wanted > 0 && wanted <= left))
    throw new StripeRefusal(400, `Refund amount is greater than unrefunded amount on charge`, { param: 'amount' });
  const made = things.add(
    world,
    'refund',
    {
      amount: wanted,
      currency: charge.currency,
      charge: charge.id,
      payment_intent: intentId,
      status: 'succeeded',
      metadata,
    },
    now,
  );
  tell(world, 'refund.created', made);
  return made;
}
