import { columnAt, foldedTitle } from '../../shared/tables/column-names.ts';
import type { Column } from '../../shared/tables/header.ts';
import type { Table } from '../../shared/tables/open-table.ts';

/** The field that holds the address, in what callers give and in mappings. */
export const EMAIL = 'email';

/** What people call the column of the addresses, and nothing else. */
const PLAIN = new Set([
  'email',
  'e mail',
  'mail',
  'courriel',
  'adresse email',
  'adresse e mail',
  'adresse mail',
  'adresse courriel',
  'adresse electronique',
  'email address',
  'e mail address',
  'mel',
]);
const NEAR = /\be ?mail|\bmail|courriel/;
const PHONE = /^(tel|telephone|phone|mobile|portable|gsm)\b/;

export const isPhone = (field: string): boolean => PHONE.test(foldedTitle(field));

/**
 * The column that plainly holds the addresses: the only one of that name; else the only one whose name says something of
 * mail; else the only one there is.
 */
function plainEmailColumn(columns: readonly Column[]): number | undefined {
  const titles = columns.map(({ title }) => (title === null ? '' : foldedTitle(title)));
  for (const fits of [(title: string) => PLAIN.has(title), (title: string) => NEAR.test(title)]) {
    const found = titles.flatMap((title, i) => (fits(title) ? [i] : []));
    if (found.length > 1) return undefined;
    if (found[0] !== undefined) return found[0];
  }
  return columns.length === 1 ? 0 : undefined;
}

export type Mapping = Record<string, number>;

/**
 * Which column goes to which field: as the person said, and nothing else; else the plain column of addresses, and each
 * other under its own title. Undefined while the column of addresses is not known.
 */
export function mappingOf(
  { columns, titled }: Pick<Table, 'columns' | 'titled'>,
  given: Readonly<Record<string, string | number>> | undefined,
): Mapping | undefined {
  if (given) {
    const pairs = Object.entries(given).map(([field, asked]) => [field, columnAt(columns, asked)] as const);
    const isWhole = pairs.every((pair): pair is readonly [string, number] => pair[1] !== undefined);
    return isWhole && EMAIL in given ? Object.fromEntries(pairs) : undefined;
  }
  const email = plainEmailColumn(columns);
  if (email === undefined) return undefined;
  const others = columns
    .slice(0, titled)
    .flatMap(({ name, title }, i): [string, number][] =>
      i === email || title === null || name === EMAIL ? [] : [[name, i]],
    );
  return { ...Object.fromEntries(others), [EMAIL]: email };
}
