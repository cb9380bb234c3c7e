import { say, type Text } from '../../../shared/text.ts';
import type { StripeRight } from '../payment-settings-view.ts';

/** Each right as Stripe's dashboard has it. */
export const RIGHT_WORDS: Readonly<Record<StripeRight, Text>> = {
  sessions: say('Checkout Sessions : Écriture', 'Checkout Sessions: Write'),
  webhooks: say('Webhook Endpoints : Écriture', 'Webhook Endpoints: Write'),
  payments: say('PaymentIntents : Lecture', 'PaymentIntents: Read'),
  charges: say('Charges et remboursements : Lecture', 'Charges and Refunds: Read'),
  refunds: say('Charges et remboursements : Écriture', 'Charges and Refunds: Write'),
  disputes: say('Litiges : Lecture', 'Disputes: Read'),
};
