import * as z from 'zod';
import { listFacts } from '../../events/list.ts';
import { after, DAY, HOUR } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { type Pinned, pinnedSchema } from '../../shared/objects/pinned.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { type Due, dueAt, dueNow } from '../../shared/table/due.ts';
import { entity, sortPart } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { Checkpoint } from '../../shared/tables/cell.ts';
import type { Column } from '../../shared/tables/header.ts';
import type { Table } from '../../shared/tables/open-table.ts';
import { override, reading } from '../../shared/tables/reading.ts';
import { type Locale, say } from '../../shared/text.ts';
import { tell } from '../facts/fact.ts';
import { importList } from './commands/import-list.ts';
import { failureText, UNCLOSED_QUOTE } from './import-faults.ts';
import { columnName } from './list-fields.ts';
import { listImportStates } from './list-import-states.ts';
import { counts, type ImportFault, importFault, listImportView } from './list-import-view.ts';

/** How long it can be seen what became of a file, in days. Rejected lines name people. */
const KEPT = 90;
const PATIENCE = HOUR;

const checkpoint = z.object({ line: z.int(), bytes: z.int().optional() });

/** A file on its way into a list. */
export const listImports = entity({
  name: 'list-import',
  partition: 'id',
  states: listImportStates,
  dues: { work: ['awaiting-upload', 'reading', 'importing'] },
  schema: z.object({
    ...listImportView.pick({ id: true, listId: true, filename: true, size: true, createdAt: true, endedAt: true })
      .shape,
    sha256: z.string(),
    status: listImportStates.schema,
    /** Moves with every step: a message of one that was done is told from the next. */
    step: z.int(),
    file: pinnedSchema.optional(),
    reading: reading.optional(),
    columns: z.array(z.object({ name: z.string(), title: z.string().nullable() })).optional(),
    warnings: listImportView.shape.warnings,
    fileErrors: z.array(z.object({ line: z.int(), code: z.string() })).optional(),
    asks: listImportView.shape.asks,
    /** What the person said: columns by field, and how to read the file. */
    given: z
      .object({
        mapping: z.record(z.string(), columnName).optional(),
        reading: override.optional(),
        isConfirmed: z.boolean(),
      })
      .optional(),
    /** The number of the column, from 0, by field. */
    mapping: z.record(z.string(), z.int()).optional(),
    checkpoint: checkpoint.optional(),
    counts,
    failure: z.string().optional(),
  }),
  expires: ({ createdAt }) => after(new Date(createdAt), KEPT * DAY),
});
export type ListImport = z.infer<(typeof listImports)['schema']>;

/** What one step of an import had to say of its lines. */
const importFaults = entity({
  name: 'list-import-faults',
  partition: 'importId',
  sort: ['step'],
  schema: z.object({ importId: z.string(), step: z.int(), faults: z.array(importFault), at: z.string() }),
  expires: ({ at }) => after(new Date(at), KEPT * DAY),
});

/** What was said of the lines of an import, step by step, from a step on. */
export async function* faultsOf(tenant: Tenant, importId: string, from = 0) {
  const STEPS = 2;
  const END = '~';
  let after = from > 0 ? sortPart(from - 1) : '';
  for (;;) {
    const found = await importFaults.between(tenant, importId, after, END, STEPS);
    yield* found;
    const last = found.at(-1);
    if (!last) return;
    after = sortPart(last.step);
  }
}

const ID = /^imp_[0-9a-z]{26}$/;

/** @throws 404, for another list's import too */
export async function findImport(tenant: Tenant, listId: string, id: string): Promise<ListImport> {
  const found = ID.test(id) ? await listImports.get(tenant, { id }) : undefined;
  if (found?.listId !== listId) throw notFound(say('Cet import n’existe pas.', 'This import does not exist.'));
  return found;
}

/** Where its file is expected, and kept. */
export const importKey = (tenant: Tenant, id: string): string => `${tenant}/${id}`;

const stepOf = (tenant: Tenant, id: string, step: number) => outgoing(importList, { tenant, importId: id, step });
const next = (tenant: Tenant, { id, step }: ListImport, now: Date): { work: Due } => ({
  work: dueNow(stepOf(tenant, id, step + 1), now),
});

type Announced = Pick<ListImport, 'id' | 'listId' | 'filename' | 'size' | 'sha256'> & { given?: ListImport['given'] };

export const announce = (tenant: Tenant, { given, ...announced }: Announced, now: Date): Write =>
  listImports.put(
    tenant,
    {
      ...announced,
      ...(given && { given }),
      status: 'awaiting-upload',
      step: 0,
      counts: { read: 0, accepted: 0, duplicates: 0, rejected: 0 },
      createdAt: now.toISOString(),
    },
    { due: { work: dueAt(stepOf(tenant, announced.id, 0), after(now, PATIENCE)) } },
  );

const isStep = ({ step }: ListImport) => ({ when: { equals: { step } }, set: { step: step + 1 } });

/** Its file has come, and is pinned: what comes later under the same key is another one. */
export function arrived(tenant: Tenant, doing: ListImport, file: Pinned, now: Date): Write {
  const { when, set } = isStep(doing);
  return listImports.move(tenant, doing, 'arrive', { when, set: { ...set, file }, due: next(tenant, doing, now) });
}

export function fail(tenant: Tenant, doing: ListImport, reason: string, now: Date): Write[] {
  const { when, set } = isStep(doing);
  return [
    listImports.move(tenant, doing, 'fail', { when, set: { ...set, failure: reason, endedAt: now.toISOString() } }),
    told(tenant, doing, 'import-failed', now, reason),
  ];
}

/** What was found of a file by going over it. */
export interface Found {
  table: Pick<Table, 'reading' | 'columns' | 'warnings'>;
  fileErrors: { line: number; code: string }[];
  mapping: Record<string, number> | undefined;
  asks: NonNullable<ListImport['asks']>;
}

/** Goes on with the rows, or waits for a person. */
export function looked(tenant: Tenant, doing: ListImport, { table, asks, ...found }: Found, now: Date): Write[] {
  const { when, set } = isStep(doing);
  const columns = table.columns.map(({ name, title }: Column) => ({ name, title }));
  const seen = { ...set, ...found, columns, reading: table.reading, warnings: table.warnings, asks };
  if (asks.length) {
    return [listImports.move(tenant, doing, 'ask', { when, set: seen }), told(tenant, doing, 'import-waits', now)];
  }
  return [listImports.move(tenant, doing, 'start', { when, set: seen, due: next(tenant, doing, now) })];
}

/** A person said what the columns are. @throws 409 when nobody waits for it */
export function mapped(tenant: Tenant, doing: ListImport, given: NonNullable<ListImport['given']>, now: Date): Write {
  const { when, set } = isStep(doing);
  return listImports.move(tenant, doing, 'map', { when, set: { ...set, given }, due: next(tenant, doing, now) });
}

/** What a step made of its rows. */
export interface Progress {
  counts: ListImport['counts'];
  faults: ImportFault[];
  /** Where to go on; none at the end. */
  checkpoint: Checkpoint | undefined;
}

export function progressed(tenant: Tenant, doing: ListImport, step: Progress, now: Date): Write[] {
  const { when, set } = isStep(doing);
  const sum = (name: keyof ListImport['counts']) => doing.counts[name] + step.counts[name];
  const change = {
    ...set,
    counts: { read: sum('read'), accepted: sum('accepted'), duplicates: sum('duplicates'), rejected: sum('rejected') },
  };
  const kept = { importId: doing.id, step: doing.step, faults: step.faults, at: now.toISOString() };
  return [
    ...(step.faults.length ? [importFaults.put(tenant, kept)] : []),
    ...(step.checkpoint
      ? [
          listImports.update(tenant, doing, {
            when,
            set: { ...change, checkpoint: step.checkpoint },
            due: next(tenant, doing, now),
          }),
        ]
      : [
          listImports.move(tenant, doing, 'complete', { when, set: { ...change, endedAt: now.toISOString() } }),
          told(tenant, doing, 'imported', now),
        ]),
  ];
}

const told = (
  tenant: Tenant,
  { id, listId }: ListImport,
  kind: keyof (typeof listFacts)['kinds'],
  now: Date,
  reason?: string,
): Write => tell(tenant, listFacts, kind, { listId, importId: id, ...(reason && { reason }) }, now);

/** An import as the API shows it, in the caller's language. */
export function viewOf(
  { reading: how, columns, mapping, fileErrors, failure, asks, ...rest }: ListImport,
  locale: Locale,
): z.input<typeof listImportView> {
  return {
    ...rest,
    ...how,
    ...(columns && { columns: columns.map(({ name, title }) => (title === null ? null : name)) }),
    ...(mapping && {
      mapping: Object.fromEntries(Object.entries(mapping).map(([field, at]) => [field, columns?.[at]?.name ?? ''])),
    }),
    ...(fileErrors?.length && {
      fileErrors: fileErrors.map((error) => ({ ...error, message: UNCLOSED_QUOTE[locale] })),
    }),
    ...(asks?.length && rest.status === 'awaiting-mapping' && { asks }),
    ...(failure && { failure: { reason: failure, message: failureText(failure)[locale] } }),
  };
}
