import * as z from 'zod';
import { about } from '../fields/about.ts';

/**
 * How a file was read: found, shown to the person, and given back, changed or not, to have it read so.
 * A line is one of the sheet, or a physical one of the CSV, counted from 1.
 */
export const reading = z.object({
  kind: z.enum(['csv', 'xlsx', 'ods']).meta(about('Ce qu’est le fichier.', 'What the file is.', 'csv')),
  encoding: z
    .enum(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'])
    .optional()
    .meta(about('Comment ses lettres sont codées.', 'How its letters are encoded.', 'windows-1252')),
  delimiter: z
    .string()
    .length(1)
    .optional()
    .meta(about('Ce qui sépare ses cellules.', 'What divides its cells.', ';')),
  sheet: z
    .string()
    .optional()
    .meta(about('La feuille qui est lue.', 'The sheet that is read.', 'Destinataires')),
  sheets: z
    .array(
      z.object({
        name: z.string().meta(about('Son nom.', 'Its name.', 'Destinataires')),
        rows: z.int().meta(about('Ses lignes qui contiennent quelque chose.', 'Its lines that hold something.', 240)),
      }),
    )
    .optional()
    .meta(about('Les feuilles visibles, dans leur ordre.', 'The sheets that are seen, in their order.')),
  hiddenSheets: z
    .array(z.string())
    .optional()
    .meta(about('Les feuilles masquées.', 'The sheets that are hidden.', ['_config'])),
  headerLine: z
    .int()
    .min(1)
    .nullable()
    .meta(
      about('La ligne des titres ; null quand il n’y en a pas.', 'The line of titles; null when there is none.', 1),
    ),
  headerLines: z
    .union([z.literal(1), z.literal(2)])
    .optional()
    .meta(about('Combien de lignes de titres.', 'How many lines of titles.', 1)),
  dateOrder: z
    .enum(['day-first', 'month-first'])
    .optional()
    .meta(about('Ce qui vient d’abord dans `03/04/2024`.', 'What comes first in `03/04/2024`.', 'day-first')),
});
export type Reading = z.infer<typeof reading>;

/** What a person changes in a reading. */
export const override = z.strictObject(
  reading
    .pick({
      encoding: true,
      delimiter: true,
      sheet: true,
      headerLine: true,
      headerLines: true,
      dateOrder: true,
    })
    .partial().shape,
);
export type Override = z.infer<typeof override>;

/** How large a file may be, in each sense. A caller may ask for less. */
export interface Limits {
  /** Of the file. */
  bytes: number;
  /** Of any part of it, unpacked. */
  unpacked: number;
  /** How many times its packed size a part of more than 16 MiB may have. */
  ratio: number;
  entries: number;
  rows: number;
  columns: number;
  /** Cells with something in them. */
  cells: number;
  /** Characters of one cell. */
  cell: number;
  /** Bytes of one record of a CSV. */
  record: number;
  /** Distinct texts, and merged areas, of a workbook. */
  strings: number;
  merges: number;
}

const MiB = 1024 * 1024;

/** Excel's own limits where it has some (1,048,576 lines, 16,384 columns, 32,767 characters). */
export const LIMITS: Limits = {
  bytes: 500 * MiB,
  unpacked: 1024 * MiB,
  ratio: 100,
  entries: 5_000,
  rows: 1_048_576,
  columns: 16_384,
  cells: 50_000_000,
  cell: 32_767,
  record: MiB,
  strings: 4_000_000,
  merges: 200_000,
};
