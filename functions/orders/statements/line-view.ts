import * as z from 'zod';
import { about, idOf, moment } from '../../../shared/fields/about.ts';
import { lineStates } from './line-states.ts';

/** A line of a statement as the API shows it; amounts in cents of a euro. */
export const lineView = z
  .object({
    id: idOf('bsl'),
    status: lineStates.schema,
    amount: z.int().meta(about('Ce qui est arrivé.', 'What came in.', 1990)),
    bookedOn: z.string().meta(about('Le jour.', 'The day.', '2026-11-28')),
    text: z
      .string()
      .meta(
        about(
          'La communication, telle que la banque la donne.',
          'The remittance, as the bank tells it.',
          'RF79123456789002',
        ),
      ),
    payer: z
      .string()
      .optional()
      .meta(about('Qui a payé.', 'Who paid.', 'Anne Martin')),
    payerIban: z
      .string()
      .optional()
      .meta(about('D’où : là où rembourser.', 'Whence: where to refund to.', 'FR7630006000011234567890189')),
    orderIds: z
      .array(z.string())
      .meta(about('Les commandes payées.', 'The orders paid.', ['ord_01kb3qcf6t9v2x5m8p0e3hjwra'])),
    refundDue: z
      .int()
      .meta(about('Ce qui est à rendre : trop perçu, doublon.', 'What is to be given back: surplus, double.', 0)),
    createdAt: moment('Quand elle fut importée.', 'When it was imported.'),
  })
  .meta({ id: 'BankStatementLine' });
