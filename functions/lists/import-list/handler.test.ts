import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { after, HOUR } from '../../../shared/clock.ts';
import expectedCases from '../../../test/cases/lists/expected.json' with { type: 'json' };
import {
  addressesIn,
  arrive,
  exported,
  faultsOf,
  imported,
  map,
  newList,
  readImport,
  readList,
  sent,
  workImports,
} from '../../../test/lists.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

interface Case {
  accepted: { line: number; email: string; key: string; fields: Record<string, string> }[];
  duplicates: { line: number; key: string; firstLine: number }[];
  rejected: { line: number; code: string; value: string }[];
  warnings: { line: number; column?: string; code: string; suggestion?: string; value?: string }[];
  encoding: string;
  delimiter: string;
  headerLine: number | null;
  columns: (string | null)[];
  mapping?: Record<string, string | number>;
  fileWarnings?: { code: string; columns: number[] }[];
  fileErrors?: { line: number; code: string }[];
  counts: Record<string, number>;
}
const CASES = Object.entries(expectedCases as unknown as Record<string, Case>);
/** Files whose columns are plain although a mapping is given: they come in without anybody. */
const PLAIN = ['16-listmonk-export.csv', '20-lo-utf8-semicolon.csv'];

const file = (name: string) => readFile(join(import.meta.dirname, '../../../test/cases/lists', name));
/** A line end within a cell is one character, however it was written. */
const lines = (text: string) => text.replaceAll('\r\n', '\n');

describe.each(CASES)('%s', (name, wanted) => {
  it('comes in as a right importer takes it', async () => {
    const listId = await newList(t);
    const asked = await imported(t, listId, await file(name));
    const waits = asked.status === 'awaiting-mapping';
    expect(waits).toBe(Boolean(wanted.fileErrors ?? (wanted.mapping && !PLAIN.includes(name))));
    if (waits) {
      expect(asked.counts).toEqual({ read: 0, accepted: 0, duplicates: 0, rejected: 0 });
      expect((await map(t, listId, asked.id, wanted.mapping ?? { email: 'email', note: 'note' })).status).toBe(202);
      await workImports(t);
    }
    const done = await readImport(t, listId, asked.id);
    expect(done).toMatchObject({
      status: 'completed',
      counts: wanted.counts,
      encoding: wanted.encoding,
      headerLine: wanted.headerLine,
      columns: wanted.columns,
      warnings: wanted.fileWarnings ?? [],
    });
    if (wanted.columns.length > 1) expect(done.delimiter).toBe(wanted.delimiter);
    expect(done.fileErrors ?? []).toEqual((wanted.fileErrors ?? []).map((error) => expect.objectContaining(error)));

    const rejected = await faultsOf(t, listId, asked.id);
    expect(rejected.map(({ line, code, value }) => ({ line, code, value }))).toEqual(
      wanted.rejected.map((each) => ({ ...each, value: lines(each.value) })),
    );
    for (const { message } of rejected) expect(message).toMatch(/[a-zé]{3}.*\.$/);
    const duplicates = await faultsOf(t, listId, asked.id, 'duplicate');
    expect(duplicates.map(({ line, value, firstLine }) => ({ line, key: value, firstLine }))).toEqual(
      wanted.duplicates,
    );
    const warnings = await faultsOf(t, listId, asked.id, 'warning');
    expect(warnings).toEqual(wanted.warnings.map((warning) => expect.objectContaining(warning)));

    const byEmail = [...wanted.accepted].sort((a, b) => a.email.localeCompare(b.email, 'en'));
    const addresses = await addressesIn(t, listId);
    expect(addresses.map(({ email }) => email)).toEqual(byEmail.map(({ email }) => email));
    if (!PLAIN.includes(name)) {
      for (const [i, { email, fields }] of byEmail.entries()) {
        const given = Object.entries(fields).flatMap(([field, value]) => (value ? [[field, lines(value)]] : []));
        expect(addresses[i]).toEqual({ email, ...Object.fromEntries(given) });
      }
    }
    expect((await readList(t, listId)).body.addresses).toBe(wanted.counts.accepted);
  });
});

const csv = (text: string) => Buffer.from(text);

it('many steps make one list: each line is counted once, each bad one told', async () => {
  const listId = await newList(t);
  const rows = Array.from({ length: 4_600 }, (_, i) => (i % 7 ? `p${i}@exemple.test;Nom ${i}` : `mauvaise ${i};x`));
  const done = await imported(t, listId, csv(`Email;Nom\n${rows.join('\n')}\nP1@exemple.test;encore\n`));
  const rejected = rows.filter((row) => row.startsWith('mauvaise')).length;
  expect(done.counts).toEqual({ read: 4_601, accepted: 4_600 - rejected, duplicates: 1, rejected });
  const faults = await faultsOf(t, listId, done.id);
  expect(faults.map(({ line }) => line)).toEqual(rows.flatMap((_, i) => (i % 7 ? [] : [i + 2])));
  expect(await faultsOf(t, listId, done.id, 'duplicate')).toMatchObject([{ line: 4_602, firstLine: 3 }]);
  expect(await addressesIn(t, listId)).toHaveLength(4_600 - rejected);
});

it('the same file again adds nothing; what a list exports comes back as the same list', async () => {
  const listId = await newList(t);
  const bytes = csv("Email;Note\nzoe@exemple.test;=1+1\nali@exemple.test;+33 6 12\n@x;\nana@société.test;'=2\n");
  const first = await imported(t, listId, bytes);
  expect(first.counts).toEqual({ read: 4, accepted: 3, duplicates: 0, rejected: 1 });
  expect((await imported(t, listId, bytes)).counts).toEqual({ read: 4, accepted: 0, duplicates: 3, rejected: 1 });

  const out = await exported(t, listId, 'csv');
  expect(out.toString()).toMatch(/^\ufeffemail;Note\r\n/);
  expect(out.toString()).toContain("'=1+1");
  const copy = await newList(t);
  expect((await imported(t, copy, out)).counts).toMatchObject({ accepted: 3, rejected: 0 });
  expect(await addressesIn(t, copy)).toEqual(await addressesIn(t, listId));
});

it('a file that is no spreadsheet, or has no row, says so', async () => {
  const listId = await newList(t);
  expect((await imported(t, listId, csv('%PDF-1.4 …'))).failure).toMatchObject({
    reason: 'not-a-spreadsheet',
    message: expect.stringMatching(/\.xlsx/),
  });
  expect((await imported(t, listId, csv('Email;Nom\n'))).failure).toMatchObject({ reason: 'no-rows' });
});

it('a workbook comes in as a CSV does, its sheet chosen by a person where there are two', async () => {
  const listId = await newList(t);
  const bytes = await readFile(
    join(import.meta.dirname, '../../../test/cases/tables/08-hidden-and-several-sheets.xlsx'),
  );
  const asked = await imported(t, listId, bytes, { filename: 'clients.xlsx' });
  expect(asked).toMatchObject({ status: 'awaiting-mapping', asks: ['sheet'], sheet: 'Destinataires' });
  await map(t, listId, asked.id, { email: 'Email', reading: { sheet: 'Archives' } });
  await workImports(t);
  expect(await readImport(t, listId, asked.id)).toMatchObject({ status: 'completed', sheet: 'Archives' });
  expect(await addressesIn(t, listId)).toHaveLength(1);
});

it('a file replaced after it came is not the one that comes in', async () => {
  const listId = await newList(t);
  const bytes = csv('Email\na@exemple.test\n');
  const importId = await sent(t, listId, bytes);
  await arrive(t, importId);
  // The same link, once more: the same bytes, hence another version of the object and another notice of it.
  await arrive(t, importId);
  await workImports(t);
  expect((await readImport(t, listId, importId)).counts.accepted).toBe(1);
});

it('a file that never comes ends the import; one whose notice was lost is found', async () => {
  const listId = await newList(t);
  const bytes = csv('Email\na@exemple.test\n');
  const lost = await sent(t, listId, bytes);
  const look = (importId: string, hours: number) =>
    t.receive(
      handler,
      contract,
      { tenant: t.tenant, importId, step: 0 },
      { clock: () => after(new Date(), hours * HOUR) },
    );
  await look(lost, 1);
  await workImports(t);
  expect((await readImport(t, listId, lost)).status).toBe('completed');
});

it('a list deleted meanwhile stops its import', async () => {
  const listId = await newList(t);
  const importId = await sent(t, listId, csv('Email\na@exemple.test\n'));
  await arrive(t, importId);
  const { handler: deleteList } = await import('../delete-list/handler.ts');
  const { default: deleteContract } = await import('../delete-list/contract.ts');
  expect((await t.call(deleteList, deleteContract, { params: { listId } })).status).toBe(204);
  await workImports(t);
  expect((await readList(t, listId)).status).toBe(404);
});
