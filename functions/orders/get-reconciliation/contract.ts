import * as z from 'zod';
import { about, idOf, moment } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { FINDING_KINDS } from '../reconciliation/finding.ts';

const finding = z
  .object({
    kind: z.enum(FINDING_KINDS).meta(about('Ce qui diffère.', 'What differs.', 'to-refund')),
    orderId: idOf('ord', 'La commande.', 'The order.').optional(),
    lineId: idOf('bsl', 'La ligne du relevé.', 'The line of the statement.').optional(),
    payment: z
      .string()
      .optional()
      .meta(about('Le paiement, chez Stripe.', 'The payment, at Stripe.', 'pi_3Qc7mK2eZvKYlo2C0aBcDeFg')),
    amount: z
      .int()
      .optional()
      .meta(about('De combien il s’agit, en centimes.', 'How much it is about, in cents.', 1990)),
    message: z
      .string()
      .meta(
        about(
          'Ce que c’est, et quoi faire.',
          'What it is, and what to do.',
          'Cette commande est payée et ne peut être servie.',
        ),
      ),
    mend: z
      .string()
      .optional()
      .meta(
        about(
          'L’appel qui y met fin.',
          'The call that ends it.',
          'POST /v1/orders/ord_01kb3qcf6t9v2x5m8p0e3hjwra/refund',
        ),
      ),
  })
  .meta({ id: 'ReconciliationFinding' });

export default http({
  route: 'GET /v1/reconciliation',
  summary: say(
    'Ce qui diffère entre les commandes, Stripe et les relevés : rien, quand tout va bien.',
    'What differs between orders, Stripe and statements: nothing, when all is well.',
  ),
  description: say(
    'La comparaison se fait chaque jour, sur 45 jours, hors commandes d’essai ; un e-mail vous dit ce qui s’y ajoute.',
    'The comparison is made each day, over 45 days, without trial orders; an email tells you what is added.',
  ),
  auth: 'user',
  rights: 'orders:read',
  returns: {
    200: z.object({
      at: moment(
        'Quand elle fut faite ; absent avant la première.',
        'When it was made; none before the first.',
      ).optional(),
      count: z.int().meta(about('Combien de différences.', 'How many differences.', 0)),
      findings: z.array(finding).meta(about('Les 200 premières.', 'The first 200.')),
    }),
  },
  access: ['table:read'],
});
