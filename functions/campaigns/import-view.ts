import * as z from 'zod';
import { about, createdAt, idOf, moment } from '../../shared/fields/about.ts';
import { reading } from '../../shared/tables/reading.ts';
import { packed } from '../../shared/text.ts';
import { variableName } from '../certificates/variable.ts';
import { recipientValues } from './campaign-view.ts';

const count = (fr: string, en: string, example: number) => z.int().meta(about(fr, en, example));

export const counts = z.object({
  rows: count('Lignes qui contiennent quelque chose.', 'Lines with something on them.', 240),
  valid: count('Qui entreront.', 'That will come in.', 231),
  invalid: count('À corriger.', 'To be corrected.', 3),
  duplicates: count('Déjà vues, plus haut ou dans la campagne.', 'Seen before, further up or in the campaign.', 6),
});

const column = z.object({
  name: z.string().meta(about('Son titre, unique.', 'Its title, unique.', 'Adresse e-mail')),
  samples: z
    .array(z.string())
    .meta(about('Ses premières valeurs, telles que vues.', 'Its first values, as they are seen.', ['zoe@exemple.fr'])),
  proposedVariable: z
    .string()
    .optional()
    .meta(about('La variable qu’elle semble porter.', 'The variable that it seems to hold.', 'email')),
});

/** As people see them: while rows come in, it is still to be confirmed. */
const STATUSES = ['awaiting-upload', 'reading', 'to-map', 'checking', 'to-confirm', 'imported', 'refused'] as const;

const code = z.string().meta(about('Un mot pour les programmes.', 'A word for programs.', 'email-missing'));
const sentence = z.string().meta(about('Une phrase, dans votre langue.', 'A sentence, in your language.'));
const line = z.int().meta(about('La ligne du fichier, à partir de 1.', 'The line of the file, from 1.', 12));

/** An import as the API shows it. */
export const importView = z.object({
  id: idOf('imp'),
  campaignId: idOf('cmp', 'La campagne où il entre.', 'The campaign that it comes into.'),
  filename: z.string().meta(about('Le nom du fichier.', 'The name of the file.', 'stagiaires.xlsx')),
  size: z.int().meta(about('Octets.', 'Bytes.', 48213)),
  status: z.enum(STATUSES).meta(about('Son état.', 'Its state.', 'to-map')),
  progress: z
    .object({
      done: count('Lignes vérifiées, puis entrées.', 'Lines checked, then come in.', 120),
      total: z
        .int()
        .optional()
        .meta(about('En tout, quand c’est connu.', 'In all, once it is known.', 240)),
    })
    .meta(about('Où il en est.', 'How far it has come.')),
  file: reading
    .omit({ headerLines: true })
    .optional()
    .meta(
      about(
        'Comment le fichier fut lu : à changer par PUT …/reading.',
        'How the file was read: changed with PUT …/reading.',
      ),
    ),
  columns: z.array(column).optional().meta(about('Ses colonnes.', 'Its columns.')),
  variables: z
    .array(z.string())
    .optional()
    .meta(about('Ce que les modèles demandent.', 'What the templates ask for.', ['email', 'prenom', 'nom'])),
  mapping: z
    .record(z.string(), z.string())
    .optional()
    .meta(
      about('La colonne de chaque variable, telle que dite.', 'The column of each variable, as said.', {
        email: 'Courriel',
      }),
    ),
  warnings: z
    .array(z.looseObject({ code }))
    .optional()
    .meta(
      about('Ce qu’il faut savoir du fichier entier.', 'What to know of the file as a whole.', [
        { code: 'hidden-rows', lines: [3] },
      ]),
    ),
  asks: z
    .array(z.enum(['sheet']))
    .optional()
    .meta(
      about('Ce qui est à choisir, et pas seulement à confirmer.', 'What is to be chosen, not only confirmed.', [
        'sheet',
      ]),
    ),
  counts: counts.meta(
    about('Ses lignes : `rows` est la somme des trois autres.', 'Its lines: `rows` is the sum of the three others.'),
  ),
  refusal: z.object({ code, reason: sentence }).optional().meta(about('Pourquoi il est refusé.', 'Why it is refused.')),
  createdAt,
  confirmedAt: moment('Quand il fut confirmé.', 'When it was confirmed.').optional(),
  endedAt: moment('Quand il s’est terminé.', 'When it ended.').optional(),
});

/** A row as it will come in. */
export const importRow = z.object({
  line,
  email: z.string().meta(about('L’adresse.', 'The address.', 'zoe.lefevre@exemple.fr')),
  values: recipientValues,
});
export type ImportRow = z.infer<typeof importRow>;

/** Something to be told of a line. */
export const importFault = z.object({
  line,
  kind: z
    .enum(['rejected', 'duplicate', 'warning'])
    .meta(about('Ce qu’elle est devenue.', 'What became of it.', 'rejected')),
  code,
  column: z
    .string()
    .optional()
    .meta(about('La colonne.', 'The column.', 'Email')),
  value: z
    .string()
    .optional()
    .meta(about('La cellule, telle que lue.', 'The cell, as it was read.', '#REF!')),
  firstLine: z
    .int()
    .optional()
    .meta(about('La ligne où l’adresse vient d’abord.', 'The line on which the address comes first.', 2)),
});
export type ImportFault = z.infer<typeof importFault>;
export const importFaultView = importFault.extend({ reason: sentence });

/** Which column each variable is taken from, by its title or its number from 1; the others are left. */
export const importMapping = z
  .record(
    variableName,
    z
      .union([z.string().min(1).max(500), z.int().min(1).max(16_384)])
      .meta(about('Une colonne, par son titre ou son numéro.', 'A column, by its title or its number.', 'Courriel')),
  )
  .refine((mapping) => 'email' in mapping, {
    error: packed(
      'Dites au moins quelle colonne porte les adresses : `email`.',
      'Say at least which column holds the addresses: `email`.',
    ),
    path: ['email'],
  })
  .meta(about('La colonne de chaque variable.', 'The column of each variable.', { email: 'Courriel', prenom: 2 }));
