import { DUES, LISTS } from '../shared/table/indexes.ts';

/** What a transaction that puts these items consumes (DynamoDB developer guide, "Item sizes and formats"). */
export function writeUnits(items: readonly Record<string, unknown>[]): { table: number; indexes: number } {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    // A transaction writes twice: to prepare, and to commit.
    table: sum(items.map((item) => 2 * units(sizeOf(item)))),
    indexes: sum(items.flatMap((item) => INDEXES.filter((index) => index.hash in item).map(entryUnits(item)))),
  };
}

const INDEXES = [...LISTS.map((name) => indexOf(name)), ...DUES.map((name) => indexOf(name, [name]))];

function indexOf(name: string, projected: string[] = []) {
  return { hash: `${name}Pk`, projected: [`${name}Pk`, `${name}Sk`, ...projected] };
}

const entryUnits =
  (item: Record<string, unknown>) =>
  ({ projected }: { projected: string[] }): number =>
    units(sizeOf(Object.fromEntries(['pk', 'sk', ...projected].map((name) => [name, item[name]]))));

const units = (bytes: number) => Math.ceil(bytes / 1024);

const sizeOf = (item: Record<string, unknown>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1;
  if (value === null || typeof value === 'boolean') return 1;
  if (Array.isArray(value)) return 3 + value.reduce((sum, each) => sum + 1 + valueSize(each), 0);
  const members = Object.entries(value as Record<string, unknown>);
  return 3 + members.reduce((sum, [name, each]) => sum + 1 + Buffer.byteLength(name) + valueSize(each), 0);
}
