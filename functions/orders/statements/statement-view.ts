import * as z from 'zod';
import { about, createdAt, idOf } from '../../../shared/fields/about.ts';
import { override, reading } from '../../../shared/tables/reading.ts';
import { foundColumns, statementColumns } from '../../payments/statements/statement-columns.ts';
import { statementStates } from './statement-states.ts';

/** How a table is to be read, where it is not as it was found. */
export const howToRead = {
  reading: override.optional().meta(
    about('Comment lire le tableau, quand ce n’est pas comme trouvé.', 'How to read the table, where not as found.', {
      delimiter: ';',
      dateOrder: 'day-first',
    }),
  ),
  columns: statementColumns.optional(),
};

/** How a table was read. */
const readView = z.object({
  reading: reading.meta(about('Comment le fichier est lu.', 'How the file is read.')),
  titles: z
    .array(z.string())
    .meta(
      about('Ses colonnes, dans leur ordre.', 'Its columns, in their order.', ['Date', 'Montant', 'Communication']),
    ),
  columns: foundColumns,
});

export const counted = {
  lines: z.int().meta(about('Virements à attribuer.', 'Transfers to be matched.', 12)),
  ignored: z
    .int()
    .meta(
      about(
        'Lignes passées : débits, autres monnaies, extournes.',
        'Lines passed over: debits, other currencies, reversals.',
        3,
      ),
    ),
  read: readView
    .optional()
    .meta(about('Comment le tableau fut lu ; absent d’un CAMT.053.', 'How the table was read; none of CAMT.053.')),
};

/** A statement as the API shows it. */
export const statementView = z
  .object({
    id: idOf('bst'),
    status: statementStates.schema,
    ...counted,
    done: z.int().meta(about('Virements déjà notés.', 'Transfers that are noted.', 12)),
    failure: z
      .string()
      .optional()
      .meta(
        about(
          'Pourquoi rien n’en fut pris, et quoi faire.',
          'Why nothing of it was taken, and what to do.',
          'Ligne 12 : le montant « abc » ne se lit pas.',
        ),
      ),
    createdAt,
  })
  .meta({ id: 'BankStatement' });
