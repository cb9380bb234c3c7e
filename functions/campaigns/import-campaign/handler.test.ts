import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  add,
  arrive,
  checkedRows,
  confirmRows,
  correctionsOf,
  errorsOf,
  imported,
  looked,
  map,
  newCampaign,
  readImport,
  recipientsOf,
  sent,
  workImports,
} from '../../../test/campaigns.ts';
import expected from '../../../test/cases/tables/expected.json' with { type: 'json' };
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import setReadingContract from '../set-campaign-import-reading/contract.ts';
import { handler as setReading } from '../set-campaign-import-reading/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let campaignId: string;
beforeAll(async () => {
  t = await tenant();
  ({ id: campaignId } = await newCampaign(t));
});

interface Case {
  file: string;
  outcome: string;
  code?: string;
  sheet?: string | null;
  headerRow?: number;
  columns?: string[];
  rows?: { line: number }[];
  rowErrors?: { line: number; column?: string; code: string; value?: string }[];
  duplicates?: { line: number; of: number }[];
  afterChoice?: Case;
  proposed?: string;
}
const CASES = (expected.cases as unknown as Case[]).filter(
  ({ file, outcome }) => file.startsWith('files/') && outcome !== 'cells',
);
const file = ({ file: name }: Case) => readFile(join(import.meta.dirname, '../../../test/cases/tables', name.slice(6)));

describe.each(CASES.map((each) => [each.file, each] as const))('%s', (_, each) => {
  it('is refused or comes to be confirmed as a right importer does it', async () => {
    const found = await looked(t, campaignId, await file(each), each.file.slice(6));
    if (each.outcome.startsWith('refused')) {
      const refused = found.status === 'refused' ? found : await checkedRows(t, campaignId, found.id, { email: 1 });
      expect(refused).toMatchObject({
        status: 'refused',
        refusal: { code: each.code, reason: expect.stringMatching(/\.$/) },
      });
      return;
    }
    const wanted = each.afterChoice ?? each;
    expect(found).toMatchObject({ status: 'to-map', file: { headerLine: wanted.headerRow } });
    if (wanted.sheet) expect(found.file.sheet).toBe(wanted.sheet);
    if (each.proposed) expect(found.asks).toEqual(['sheet']);
    expect(found.columns.map(({ name }: { name: string }) => name)).toEqual(wanted.columns);
    const emails = found.columns.filter(
      ({ proposedVariable }: { proposedVariable?: string }) => proposedVariable === 'email',
    );
    if (!emails.length) return;
    expect(emails[0].name).toMatch(/^(Adresse e-mail|Email)$/);
    const done = await checkedRows(t, campaignId, found.id, { email: emails[0].name });
    expect(done.status).toBe('to-confirm');
    const { rows, valid, invalid, duplicates } = done.counts;
    expect(rows).toBe(valid + invalid + duplicates);
    const errors = await errorsOf(t, campaignId, found.id);
    const told = (wanted.rowErrors ?? []).map((error) => expect.objectContaining(error));
    if (wanted.rowErrors) expect(errors).toEqual(told);
    for (const { reason } of errors) expect(reason).toMatch(/[a-zé]{3}.*\.$/);
    const twice = await errorsOf(t, campaignId, found.id, 'duplicate');
    if (wanted.duplicates) {
      expect(twice.map(({ line, firstLine }) => ({ line, of: firstLine }))).toEqual(wanted.duplicates);
    }
  });
});

const csv = (text: string) => Buffer.from(text);
const PEOPLE = csv(
  'Prénom;Nom;Courriel\nZoé;Lefèvre;zoe@exemple.test\nAli;Ben;ALI@exemple.test\n;Sans;\nAna;Paz;ali@Exemple.test\n',
);
const MAPPING = { email: 'Courriel', prenom: 'Prénom', nom: 3 - 1 };

it('nothing comes in before it is confirmed; then the list is there to be changed, and confirming again adds nothing', async () => {
  const { id } = await newCampaign(t);
  const found = await looked(t, id, PEOPLE);
  expect(found.columns).toEqual([
    { name: 'Prénom', samples: ['Zoé', 'Ali', 'Ana'], proposedVariable: 'prenom' },
    { name: 'Nom', samples: ['Lefèvre', 'Ben', 'Sans'], proposedVariable: 'nom' },
    {
      name: 'Courriel',
      samples: ['zoe@exemple.test', 'ALI@exemple.test', 'ali@Exemple.test'],
      proposedVariable: 'email',
    },
  ]);
  expect(await checkedRows(t, id, found.id, MAPPING)).toMatchObject({
    status: 'to-confirm',
    counts: { rows: 4, valid: 2, invalid: 1, duplicates: 1 },
  });
  expect(await recipientsOf(t, id)).toEqual([]);
  expect(await errorsOf(t, id, found.id)).toMatchObject([{ line: 4, column: 'Courriel', code: 'email-missing' }]);
  expect(await errorsOf(t, id, found.id, 'duplicate')).toMatchObject([
    { line: 5, firstLine: 3, value: 'ali@exemple.test' },
  ]);
  expect((await confirmRows(t, id, found.id)).status).toBe(202);
  expect((await readImport(t, id, found.id)).status).toBe('to-confirm');
  expect((await add(t, id, [{ email: 'late@exemple.test' }])).status).toBe(409);
  await workImports(t);
  expect((await confirmRows(t, id, found.id)).status).toBe(202);
  await workImports(t);
  expect((await map(t, id, found.id, { email: 'Nom' })).status).toBe(409);
  expect((await readImport(t, id, found.id)).status).toBe('imported');
  const all = await recipientsOf(t, id);
  expect(all.map(({ id: number, email, values, line }) => ({ number, email, values, line }))).toEqual([
    { number: 'rcp_00000001', email: 'zoe@exemple.test', values: { prenom: 'Zoé', nom: 'Lefèvre' }, line: 2 },
    { number: 'rcp_00000002', email: 'ALI@exemple.test', values: { prenom: 'Ali', nom: 'Ben' }, line: 3 },
  ]);
  // The same file twice.
  expect(await checkedRows(t, id, (await looked(t, id, PEOPLE)).id, MAPPING)).toMatchObject({
    counts: { valid: 0, duplicates: 3 },
  });
});

it('a list that changed since it was checked is checked again before it comes in', async () => {
  const { id } = await newCampaign(t);
  const found = await looked(t, id, PEOPLE);
  await checkedRows(t, id, found.id, MAPPING);
  await add(t, id, [{ email: 'zoe@exemple.test', values: { prenom: 'Zoé', nom: 'L' } }]);
  expect((await confirmRows(t, id, found.id)).body.status).toBe('checking');
  await workImports(t);
  expect(await readImport(t, id, found.id)).toMatchObject({
    status: 'to-confirm',
    counts: { valid: 1, duplicates: 2 },
  });
});

it('the file of the wrong rows is corrected and sent again; it runs nothing in a spreadsheet', async () => {
  const { id } = await newCampaign(t, {
    texts: { body: 'le {{jour}}, code {{code}}' },
    variables: [{ name: 'jour', kind: 'date' }],
  });
  const rows = [
    '=1+1;31/02/2024;-5;mauvais',
    '+33612345678;29/02/2024;007;b@exemple.test',
    'x;demain;8;c@exemple.test',
  ];
  const found = await looked(t, id, csv(`Nom;Jour;Code;Email\n${rows.join('\n')}\n`));
  const mapping = { email: 'Email', nom: 'Nom', jour: 'Jour', code: 'Code' };
  expect(await checkedRows(t, id, found.id, mapping)).toMatchObject({ counts: { valid: 1, invalid: 2 } });
  expect((await errorsOf(t, id, found.id)).map(({ line, column, code, value }) => [line, column, code, value])).toEqual(
    [
      [2, 'Email', 'email-invalid', 'mauvais'],
      [2, 'Jour', 'date-impossible', '31/02/2024'],
      [4, 'Jour', 'date', 'demain'],
    ],
  );
  const corrections = (await correctionsOf(t, id, found.id)).toString();
  expect(corrections).toContain("'=1+1;31/02/2024;-5;mauvais;");
  await confirmRows(t, id, found.id);
  await workImports(t);
  const mended = corrections
    .replace('31/02/2024;-5;mauvais', '28/02/2024;-5;a@exemple.test')
    .replace('demain', '1er mars 2024');
  await imported(t, id, csv(mended), mapping);
  expect((await recipientsOf(t, id)).map(({ email, values }) => [email, values])).toEqual([
    ['b@exemple.test', { nom: '+33612345678', jour: '2024-02-29', code: '007' }],
    ['a@exemple.test', { nom: '=1+1', jour: '2024-02-28', code: '-5' }],
    ['c@exemple.test', { nom: 'x', jour: '2024-03-01', code: '8' }],
  ]);
});

it('a person changes how it is read, and says which sheet', async () => {
  const { id } = await newCampaign(t);
  const bytes = await readFile(
    join(import.meta.dirname, '../../../test/cases/tables/08-hidden-and-several-sheets.xlsx'),
  );
  const found = await looked(t, id, bytes, 'liste.xlsx');
  const params = { campaignId: id, importId: found.id };
  expect((await t.call(setReading, setReadingContract, { params, body: { sheet: 'Nulle part' } })).status).toBe(422);
  expect((await t.call(setReading, setReadingContract, { params, body: { sheet: 'Archives' } })).status).toBe(202);
  await workImports(t);
  expect(await readImport(t, id, found.id)).toMatchObject({ status: 'to-map', file: { sheet: 'Archives' } });
});

it('time that ends midway is no end: the next step goes on where it was, and each address is known', async () => {
  const { id } = await newCampaign(t);
  const rows = Array.from({ length: 2_600 }, (_, i) => `P${i};N;p${i % 2_550}@exemple.test`);
  const found = await looked(t, id, csv(`Prénom;Nom;Courriel\n${rows.join('\n')}\n`));
  await map(t, id, found.id, MAPPING);
  // A clock that is a minute later each time it is asked: every step ends at its second look.
  let minutes = 0;
  const clock = () => new Date(Date.now() + ++minutes * 61_000);
  for (let all = await t.queued('import-campaign'); all.length; all = await t.queued('import-campaign')) {
    for (const data of all) await t.receive(handler, contract, data, { clock });
  }
  expect(minutes).toBeGreaterThan(6);
  expect((await readImport(t, id, found.id)).counts).toEqual({ rows: 2_600, valid: 2_550, invalid: 0, duplicates: 50 });
  await confirmRows(t, id, found.id);
  await workImports(t);
  expect((await recipientsOf(t, id)).map(({ values }) => values.prenom)).toEqual(
    Array.from({ length: 2_550 }, (_, i) => `P${i}`),
  );
});

it('a file that is replaced after it came is not the one that is read; another content is refused', async () => {
  const { id } = await newCampaign(t);
  const importId = await sent(t, id, PEOPLE);
  await arrive(t, importId);
  await arrive(t, importId);
  await workImports(t);
  expect((await readImport(t, id, importId)).status).toBe('to-map');
});
