import * as z from 'zod';
import { about, idOf, moment } from '../../shared/fields/about.ts';
import { currency } from '../../shared/money/money.ts';
import { BECAUSE, orderStates } from './order-states.ts';

const amount = (fr: string, en: string, example: number) => z.int().meta(about(fr, en, example));

/** An order as the API shows it; amounts in the smallest unit of its currency. */
export const orderView = z
  .object({
    id: idOf('ord'),
    saleActionId: idOf('sac', 'L’action de vente.', 'The sale action.'),
    articleId: idOf('art', 'L’article.', 'The article.').optional(),
    status: orderStates.schema,
    email: z.string().meta(about('L’adresse de l’acheteur.', 'The buyer’s address.', 'anne.martin@exemple.fr')),
    name: z
      .string()
      .optional()
      .meta(about('Son nom.', 'Their name.', 'Anne Martin')),
    postalAddress: z
      .object({
        street: z.string().meta(about('Rue et numéro.', 'Street and number.', '12 rue des Lilas')),
        postalCode: z.string().meta(about('Code postal.', 'Postal code.', '69003')),
        city: z.string().meta(about('Ville.', 'Town.', 'Lyon')),
      })
      .optional()
      .meta(about('Où livrer.', 'Where to deliver.')),
    country: z
      .string()
      .optional()
      .meta(about('Le pays de l’acheteur.', 'The buyer’s country.', 'FR')),
    answers: z
      .record(z.string(), z.string())
      .meta(about('Ses réponses à vos champs.', 'Their answers to your fields.', { company: 'Martin SARL' })),
    title: z
      .string()
      .optional()
      .meta(about('Ce qui est commandé.', 'What is ordered.', 'Le guide de la pose')),
    quantity: z
      .int()
      .optional()
      .meta(about('Combien.', 'How many.', 1)),
    currency: currency.optional().meta(about('La monnaie.', 'The currency.', 'EUR')),
    net: amount('Le total hors TVA.', 'The total before VAT.', 1886).optional(),
    vat: amount('La TVA.', 'VAT.', 104).optional(),
    total: amount('Ce qui est à payer.', 'What is to be paid.', 1990).optional(),
    vatByRate: z
      .array(
        z.object({
          vatRate: z.number().meta(about('Le taux.', 'The rate.', 5.5)),
          net: amount('Hors TVA.', 'Before VAT.', 1886),
          vat: amount('La TVA.', 'VAT.', 104),
        }),
      )
      .optional()
      .meta(about('La TVA, taux par taux.', 'VAT, rate by rate.')),
    method: z
      .enum(['free', 'card', 'transfer'])
      .optional()
      .meta(about('Comment elle est payée.', 'How it is paid.', 'card')),
    testMode: z.boolean().meta(about('Une commande d’essai.', 'A trial order.', false)),
    reference: z
      .string()
      .optional()
      .meta(about('La référence de paiement.', 'The reference of its payment.', 'RF79123456789002')),
    received: amount('Ce qui est arrivé.', 'What has come in.', 1990),
    refunded: amount('Ce qui a été rendu.', 'What went back.', 0),
    disputed: z.boolean().meta(about('Contestée auprès de la banque.', 'Disputed at the bank.', false)),
    because: z
      .enum(BECAUSE)
      .optional()
      .meta(about('Pourquoi elle est à rembourser.', 'Why it is to be refunded.', 'sold-out')),
    downloads: z.int().meta(about('Téléchargements comptés.', 'Downloads counted.', 1)),
    tickets: z.int().meta(about('Billets.', 'Tickets.', 0)),
    checkedIn: z.int().meta(about('Billets contrôlés.', 'Tickets checked in.', 0)),
    withdrawal: z
      .object({
        at: moment('Quand.', 'When.'),
        name: z.string().meta(about('Par qui.', 'By whom.', 'Anne Martin')),
        outcome: z
          .enum(['accepted', 'late', 'waived', 'dated-place'])
          .meta(
            about(
              '`accepted` : elle met fin au contrat ; sinon pourquoi la loi ne vous oblige pas.',
              '`accepted`: it ends the contract; otherwise why the law does not bind you.',
              'accepted',
            ),
          ),
      })
      .optional()
      .meta(about('La rétractation déclarée.', 'The withdrawal declared.')),
    createdAt: moment('Quand l’adresse fut donnée.', 'When the address was given.'),
    orderedAt: moment('Quand elle fut passée.', 'When it was placed.').optional(),
    paidAt: moment('Quand elle fut payée.', 'When it was paid.').optional(),
    confirmedAt: moment('Quand elle fut confirmée.', 'When it was confirmed.').optional(),
  })
  .meta({ id: 'Order' });
