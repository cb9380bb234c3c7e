import * as z from 'zod';
import { about, createdAt, idOf, moment } from '../../shared/fields/about.ts';
import { reading } from '../../shared/tables/reading.ts';
import { listImportStates } from './list-import-states.ts';

export const counts = z.object({
  read: z.int().meta(about('Lignes qui contiennent quelque chose.', 'Lines with something on them.', 240)),
  accepted: z.int().meta(about('Adresses entrées dans la liste.', 'Addresses that came into the list.', 231)),
  duplicates: z
    .int()
    .meta(about('Déjà vues, plus haut ou dans la liste.', 'Seen before, further up or in the list.', 6)),
  rejected: z.int().meta(about('Lignes sans adresse valable.', 'Lines without a valid address.', 3)),
});

const reason = z.string().meta(about('Un mot pour les programmes.', 'A word for programs.', 'unclosed-quote'));
const message = z.string().meta(about('Une phrase, dans votre langue.', 'A sentence, in your language.'));
const line = z.int().meta(about('La ligne du fichier, à partir de 1.', 'The line of the file, from 1.', 12));

/** An import as the API shows it. */
export const listImportView = z.object({
  id: idOf('imp'),
  listId: idOf('lst', 'La liste où il entre.', 'The list that it comes into.'),
  filename: z.string().meta(about('Le nom du fichier.', 'The name of the file.', 'clients.csv')),
  size: z.int().meta(about('Octets.', 'Bytes.', 48213)),
  status: listImportStates.schema,
  ...reading.partial().omit({ headerLines: true }).shape,
  /** Made different from one another; null where the file says nothing. */
  columns: z
    .array(z.string().nullable())
    .optional()
    .meta(
      about('Les titres de ses colonnes ; null sans titre.', 'The titles of its columns; null without one.', [
        'Prénom',
        'Courriel',
      ]),
    ),
  mapping: z
    .record(z.string(), z.string())
    .optional()
    .meta(
      about('La colonne de chaque champ, trouvée ou dite.', 'The column of each field, as found or said.', {
        email: 'Courriel',
      }),
    ),
  /** `duplicate-header`, `empty-header`, `hidden-rows`… */
  warnings: z
    .array(z.looseObject({ code: reason }))
    .optional()
    .meta(
      about('Ce qu’il faut savoir du fichier entier.', 'What to know of the file as a whole.', [
        { code: 'empty-header', columns: [6] },
      ]),
    ),
  fileErrors: z
    .array(z.object({ line, code: reason, message }))
    .optional()
    .meta(about('Les lignes après lesquelles rien n’a été lu.', 'Lines after which nothing was read.')),
  asks: z
    .array(z.enum(['email', 'sheet', 'unread-rest']))
    .optional()
    .meta(
      about(
        'Ce qui est attendu : la colonne des adresses, la feuille, ou que la suite d’une faute soit laissée.',
        'What is waited for: the column of the addresses, the sheet, or that what follows a fault is left.',
        ['email'],
      ),
    ),
  counts: counts.meta(
    about('Ses lignes : `read` est la somme des trois autres.', 'Its lines: `read` is the sum of the three others.'),
  ),
  failure: z.object({ reason, message }).optional().meta(about('Pourquoi il a échoué.', 'Why it failed.')),
  createdAt,
  endedAt: moment('Quand il s’est terminé.', 'When it ended.').optional(),
});

/** A line that did not come in as it was. */
export const importFault = z.object({
  line,
  kind: z
    .enum(['rejected', 'duplicate', 'warning'])
    .meta(about('Ce qu’elle est devenue.', 'What became of it.', 'rejected')),
  code: z.string().meta(about('Un mot pour les programmes.', 'A word for programs.', 'invalid-address')),
  value: z
    .string()
    .optional()
    .meta(about('La cellule, telle qu’elle fut lue.', 'The cell, as it was read.', 'zoe(at)exemple.fr')),
  column: z
    .string()
    .optional()
    .meta(about('La colonne.', 'The column.', 'Téléphone')),
  /** None when the address was in the list before this file. */
  firstLine: z
    .int()
    .optional()
    .meta(about('La ligne où l’adresse vient d’abord.', 'The line on which the address comes first.', 2)),
  /** For a person to take, never taken by itself. */
  suggestion: z
    .string()
    .optional()
    .meta(about('Ce que la valeur était peut-être.', 'What the value may have been.', '0612345678')),
});
export type ImportFault = z.infer<typeof importFault>;
