import type { Tenant } from '../../shared/identity/tenant.ts';
import { writeCsv } from '../../shared/tables/write-csv.ts';
import { writeJson } from '../../shared/tables/write-json.ts';
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
export const asJson = (owner: Tenant, { id }: List): AsyncGenerator<string> =>
  writeJson('addresses', addresses(owner, id));

async function* addresses(owner: Tenant, listId: string) {
  for await (const { email, fields } of addressesOf(owner, listId)) yield { ...fields, email };
}
