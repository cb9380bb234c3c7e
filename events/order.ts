import * as z from 'zod';
import { about, idOf } from '../shared/fields/about.ts';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What happens to orders. */
export const orderFacts = facts({
  subject: 'order',
  version: 1,
  kinds: {
    placed: say('Un acheteur commande, avec obligation de payer.', 'A buyer orders, and is bound to pay.'),
    confirmed: say('La commande est payée, ou gratuite, et servie.', 'The order is paid, or free, and carried out.'),
    expired: say('Aucun paiement n’est venu à temps.', 'No payment came in time.'),
    'refund-due': say(
      'Une commande payée ne peut être servie : elle est à rembourser.',
      'An order that was paid cannot be carried out: it is to be refunded.',
    ),
    withdrawn: say('L’acheteur renonce au contrat.', 'The buyer withdraws from the contract.'),
    refunded: say('Toute la commande est remboursée.', 'All of the order is refunded.'),
  },
  data: z.object({
    /** `GET /v1/orders/{orderId}` tells of whom and what. */
    orderId: idOf('ord', 'La commande.', 'The order.'),
    saleActionId: idOf('sac', 'L’action de vente.', 'The sale action.'),
    status: z.string().meta(about('Son état.', 'Its state.', 'confirmed')),
    amount: z.int().meta(about('Ce qui est à payer, en centimes.', 'What is to be paid, in cents.', 1990)),
    currency: z.string().meta(about('La monnaie.', 'The currency.', 'EUR')),
    testMode: z
      .boolean()
      .meta(about('Une commande d’essai : rien n’est encaissé.', 'A trial order: no money moves.', false)),
  }),
  sample: {
    orderId: 'ord_01kb3qcf6t9v2x5m8p0e3hjwra',
    saleActionId: 'sac_01kb3qch8w1y4a7d0f3h5knqrs',
    status: 'confirmed',
    amount: 1990,
    currency: 'EUR',
    testMode: false,
  },
});
