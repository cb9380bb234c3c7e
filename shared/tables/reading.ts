import * as z from 'zod';

/**
 * How a file was read: found, shown to the person, and given back, changed or not, to have it read so.
 * A line is one of the sheet, or a physical one of the CSV, counted from 1.
 */
export const reading = z.object({
  kind: z.enum(['csv', 'xlsx', 'ods']),
  encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be']).optional(),
  delimiter: z.string().length(1).optional(),
  sheet: z.string().optional(),
  /** The sheets that are seen, in their order, with the number of their lines that hold something. */
  sheets: z.array(z.object({ name: z.string(), rows: z.int() })).optional(),
  hiddenSheets: z.array(z.string()).optional(),
  /** null: no line of titles, the first line is data. */
  headerLine: z.int().min(1).nullable(),
  headerLines: z.union([z.literal(1), z.literal(2)]).optional(),
  /** Which of the two comes first in `03/04/2024`; absent where no text looks like that. */
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
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
