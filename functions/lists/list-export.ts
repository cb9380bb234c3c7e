import type { Tenant } from '../../shared/identity/tenant.ts';
import { writeCsv } from '../../shared/tables/write-csv.ts';
import type { List } from './list.ts';
import { addressesOf } from './list-address.ts';

/** Where what is made for a download lies: a folder deeper than what is uploaded. */
export const downloadKey = (tenant: Tenant, id: string, format: string): string =>
  `${tenant}/downloads/${id}.${format}`;

/** A list as a table, the address first, then a column for each field that any of its addresses has. */
export const asCsv = (owner: Tenant, list: List): AsyncGenerator<string> => writeCsv(tableRows(owner, list));

async function* tableRows(owner: Tenant, { id, fields }: List): AsyncGenerator<(string | null)[]> {
  yield ['email', ...fields];
  for await (const address of addressesOf(owner, id)) {
    yield [address.email, ...fields.map((field) => address.fields[field] ?? null)];
  }
}

/** The same as JSON, in the form that adds addresses to a list. */
export async function* asJson(owner: Tenant, { id }: List): AsyncGenerator<string> {
  yield '{"addresses":[';
  let text = '';
  let separator = '\n';
  for await (const { email, fields } of addressesOf(owner, id)) {
    text += `${separator}${JSON.stringify({ ...fields, email })}`;
    separator = ',\n';
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield `${text}\n]}\n`;
}
const CHUNK = 16 * 1024;
