import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Checkpoint, Row } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/open-table.ts';
import type { Mapping } from './import-columns.ts';
import { type ReadRow, rowReader } from './import-rows.ts';
import { addImported, type NewAddress } from './list-address.ts';
import type { ListImport, Progress } from './list-import.ts';
import type { ImportFault } from './list-import-view.ts';

/** Rows of a step, and lines told of by it: as many as one message does in seconds, and one item holds. */
const ROWS = 2_000;
const FAULTS = 500;

/**
 * Takes the next rows into the list. The first line of an address wins; each address is written by itself, under its
 * line, so that a step that is begun again adds nothing twice and counts the same.
 */
export async function takeRows(
  tenant: Tenant,
  { id, listId, checkpoint }: ListImport,
  table: Table,
  mapping: Mapping,
  now: Date,
): Promise<Progress & { fields: Set<string> }> {
  const { rows, next } = await readSome(table, rowReader(table, mapping, id), checkpoint);
  const faults = rows.flatMap((row) => row.faults);
  const first = new Map<string, NewAddress>();
  const duplicates: ImportFault[] = [];
  for (const { address, line } of rows) {
    const earlier = address && first.get(address.key);
    if (earlier) duplicates.push(duplicateOf(line, address, earlier.line));
    else if (address) first.set(address.key, address);
  }
  const added = [...first.values()];
  const there = await addImported(tenant, listId, added, now);
  for (const [address, { importId, line }] of there) {
    duplicates.push(duplicateOf(address.line ?? 0, address, importId === id ? line : undefined));
  }
  return {
    checkpoint: next,
    faults: [...faults, ...duplicates].sort((a, b) => a.line - b.line),
    counts: {
      read: rows.length,
      accepted: added.length - there.size,
      duplicates: duplicates.length,
      rejected: rows.filter(({ address }) => !address).length,
    },
    fields: new Set(added.flatMap(({ fields }) => Object.keys(fields))),
  };
}

const duplicateOf = (line: number, { key }: NewAddress, firstLine: number | undefined): ImportFault => ({
  line,
  kind: 'duplicate',
  code: firstLine === undefined ? 'already-listed' : 'duplicate',
  value: key,
  ...(firstLine !== undefined && { firstLine }),
});

async function readSome(table: Table, read: (row: Row) => ReadRow, from: Checkpoint | undefined) {
  const rows: ReadRow[] = [];
  let faults = 0;
  let next: Checkpoint | undefined;
  for await (const row of table.rows(from)) {
    // What follows an open quote is not read: the person was told, and said to go on without.
    if (row.fault) return { rows, next: undefined };
    if (rows.length >= ROWS || faults >= FAULTS) return { rows, next };
    const outcome = read(row);
    rows.push(outcome);
    faults += outcome.faults.length;
    next = row.next;
  }
  return { rows, next: undefined };
}
