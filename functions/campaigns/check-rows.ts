import { createHash } from 'node:crypto';
import { type Cell, type Row, shownText } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/open-table.ts';
import { EMAIL } from '../certificates/known-variables.ts';
import { readerOf, type Variable } from '../certificates/variable.ts';
import { readAddress } from '../lists/read-address.ts';
import type { BadLine } from './import-chunks.ts';
import type { ImportRow } from './import-view.ts';

const LONGEST_VALUE = 1_000;
/** Of what is told again about a value. */
const LONGEST_TOLD = 200;

/** What a row comes to: values to come in, or why not; what was noticed on the way. */
export interface CheckedRow {
  row?: ImportRow & { key: string };
  faults: BadLine[];
}

/** By which an address is known again: short, for hundreds of thousands are held at once. */
export const addressKey = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 12);

const MISSING = { 'no-address': 'email-missing', 'invalid-address': 'email-invalid' } as const;

/** Checks the rows of a table by one mapping. @param sample its first rows, which tell what is usual in a column */
export function rowChecker(
  { columns, reading }: Pick<Table, 'columns' | 'reading'>,
  mapping: Readonly<Record<string, number>>,
  variables: readonly Variable[],
  sample: readonly Row[],
): (row: Row) => CheckedRow {
  const known = new Map(variables.map((each) => [each.name, each]));
  const fields = Object.entries(mapping)
    .filter(([name]) => name !== EMAIL)
    .map(([name, at]) => ({
      ...{ name, at },
      required: known.get(name)?.required ?? false,
      read: readerOf(
        known.get(name)?.kind ?? 'text',
        reading.dateOrder,
        sample.map(({ cells }) => cells[at]),
      ),
    }));
  const emailAt = mapping[EMAIL] ?? 0;
  const columnOf = (at: number) => columns[at]?.name ?? '';

  return ({ line, cells, fault }) => {
    const faults: BadLine[] = [];
    const say = (kind: BadLine['kind'], code: string, at: number, cell: Cell | undefined) => {
      const value = shownText(cell)?.slice(0, LONGEST_TOLD);
      faults.push({ line, kind, code, column: columnOf(at), ...(value !== undefined && { value }) });
    };
    if (fault) return { faults: [{ line, kind: 'rejected', code: fault }] };
    const address = readEmail(cells[emailAt]);
    if ('code' in address) say('rejected', address.code, emailAt, cells[emailAt]);
    const values: Record<string, string> = {};
    for (const { name, at, required, read } of fields) {
      const cell = cells[at];
      const found = read(cell);
      if ('error' in found) say('rejected', found.error, at, cell);
      else if (found.value === null) {
        if (required) say('warning', 'value-missing', at, cell);
      } else if (found.value.length > LONGEST_VALUE) say('rejected', 'cell-too-long', at, cell);
      else {
        values[name] = found.value;
        if (found.warning) say('warning', found.warning, at, cell);
      }
    }
    const isBad = 'code' in address || faults.some(({ kind }) => kind === 'rejected');
    if (isBad)
      return {
        faults: faults.map((each) =>
          each.kind === 'rejected' ? { ...each, cells: cells.map((cell) => shownText(cell)) } : each,
        ),
      };
    return { row: { line, email: address.email, values, key: addressKey(address.key) }, faults };
  };
}

function readEmail(cell: Cell | undefined): { email: string; key: string } | { code: string } {
  const read = readerOf('text')(cell);
  if ('error' in read) return { code: read.error };
  const address = readAddress(read.value ?? '');
  if (!('fault' in address)) return address;
  return { code: address.fault in MISSING ? MISSING[address.fault as keyof typeof MISSING] : address.fault };
}
