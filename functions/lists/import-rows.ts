import { type Row, shownText } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/open-table.ts';
import { readPhoneText } from '../../shared/tables/phone-text.ts';
import { EMAIL, isPhone, type Mapping } from './import-columns.ts';
import type { NewAddress } from './list-address.ts';
import type { ImportFault } from './list-import-view.ts';
import { readAddress } from './read-address.ts';

const LONGEST_VALUE = 1_000;
/** Of what is told again about a rejected line. */
const LONGEST_TOLD = 200;

/** What a row comes to: an address, or why not; what was noticed on the way. */
export interface ReadRow {
  line: number;
  address?: NewAddress;
  faults: ImportFault[];
}

/** Reads the rows of one table by one mapping: no column of it says anything of a consent. */
export function rowReader(table: Pick<Table, 'columns' | 'titled' | 'reading'>, mapping: Mapping, importId: string) {
  const fields = Object.entries(mapping).filter(([field]) => field !== EMAIL);
  const emailAt = mapping[EMAIL] ?? 0;
  const columnOf = (at: number) => table.columns[at]?.name ?? '';
  const { kind, headerLine } = table.reading;

  return ({ line, cells }: Row): ReadRow => {
    const faults: ImportFault[] = [];
    const warn = (code: string, at: number, more: Partial<ImportFault> = {}) =>
      faults.push({ line, kind: 'warning', code, column: columnOf(at), ...more });
    const rejected = (code: string, value: string | null = null): ReadRow => ({
      line,
      faults: [{ line, kind: 'rejected', code, value: (value ?? '').slice(0, LONGEST_TOLD) }],
    });

    const surplus = headerLine === null ? undefined : cells.slice(table.titled).find((cell) => cell !== null);
    if (surplus !== undefined) return rejected('too-many-cells', shownText(surplus));
    const cell = cells[emailAt];
    if (typeof cell === 'object' && cell !== null && 'error' in cell) return rejected('cell-error', cell.error);
    const typed = shownText(cell) ?? '';
    const read = readAddress(typed);
    if ('fault' in read) return rejected(read.fault, typed);
    if (read.hadInvisible) warn('invisible-character-removed', emailAt);
    if (kind === 'csv' && headerLine !== null && cells.length < table.titled) {
      faults.push({ line, kind: 'warning', code: 'short-row' });
    }

    const values: Record<string, string> = {};
    for (const [field, at] of fields) {
      const value = shownText(cells[at]);
      if (value === null) continue;
      if (value.length > LONGEST_VALUE) return rejected('cell-too-long', value);
      const kept = isPhone(field) ? phone(value, (code, more) => warn(code, at, more)) : value;
      if (kept !== null) values[field] = kept;
    }
    return { line, address: { key: read.key, email: read.email, fields: values, importId, line }, faults };
  };
}

/** A damaged number never costs the row: it is told, and what cannot be one is left out. */
function phone(value: string, warn: (code: string, more: Partial<ImportFault>) => void): string | null {
  const { text, fault } = readPhoneText(value);
  if (fault) {
    const { code, suggestion } = fault;
    warn(code, suggestion ? { suggestion } : { value: value.slice(0, LONGEST_TOLD) });
  }
  return text;
}
