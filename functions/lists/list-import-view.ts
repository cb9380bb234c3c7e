import * as z from 'zod';
import { reading } from '../../shared/tables/reading.ts';
import { listImportStates } from './list-import-states.ts';

export const counts = z.object({
  /** Lines with something on them: the sum of the three others. */
  read: z.int(),
  accepted: z.int(),
  /** Their address came before, in the file or in the list. */
  duplicates: z.int(),
  rejected: z.int(),
});

/** An import as the API shows it. */
export const listImportView = z.object({
  id: z.string(),
  listId: z.string(),
  filename: z.string(),
  size: z.int(),
  status: listImportStates.schema,
  ...reading.partial().omit({ headerLines: true }).shape,
  /** The titles of its columns, made different from one another; null where there is none. */
  columns: z.array(z.string().nullable()).optional(),
  /** Which column each field is taken from, as it was found or said. */
  mapping: z.record(z.string(), z.string()).optional(),
  /** What to know of the file as a whole: `duplicate-header`, `empty-header`, `hidden-rows`… */
  warnings: z.array(z.looseObject({ code: z.string() })).optional(),
  /** Lines after which nothing was read. */
  fileErrors: z.array(z.object({ line: z.int(), code: z.string(), message: z.string() })).optional(),
  /** What is waited for: `email` the column of the addresses, `sheet`, `unread-rest` that what follows a fault is left. */
  asks: z.array(z.enum(['email', 'sheet', 'unread-rest'])).optional(),
  counts,
  /** Why it failed: the reason for programs, the message for people. */
  failure: z.object({ reason: z.string(), message: z.string() }).optional(),
  createdAt: z.string(),
  endedAt: z.string().optional(),
});

/** A line that did not come in as it was. */
export const importFault = z.object({
  line: z.int(),
  kind: z.enum(['rejected', 'duplicate', 'warning']),
  code: z.string(),
  /** The cell, as it was read. */
  value: z.string().optional(),
  column: z.string().optional(),
  /** Of a duplicate, the line that came first; none when it was in the list before this file. */
  firstLine: z.int().optional(),
  /** What the value may have been: for a person to take, never taken by itself. */
  suggestion: z.string().optional(),
});
export type ImportFault = z.infer<typeof importFault>;
