import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { memorySource } from '../../test/workbooks.ts';
import { tidy } from './cell.ts';
import { openTable } from './open-table.ts';
import { LIMITS, type Override } from './reading.ts';
import { spilled } from './source.ts';
import { writeCsv } from './write-csv.ts';

async function read(text: string | Uint8Array, override: Override = {}, limits = LIMITS) {
  const table = await openTable(memorySource(text), override, limits);
  const rows = await Readable.from(table.rows()).toArray();
  return { ...table, rows, cells: rows.map(({ cells }) => cells) };
}

describe('a CSV', () => {
  it.each([
    [',', 'Nom,Ville\nRoy,"Pau; Gers"\nAli,Oslo\n'],
    ['\t', 'Nom\tVille\nRoy\tPau, Gers\nAli\tOslo; Bergen\n'],
    ['|', 'Nom|Ville\nRoy|Pau\nAli|Oslo\n'],
    [';', 'Nom;Note\nRoy;12,5\nAli;14,5\nÈve;9,5\n'],
  ])('divided by %j is found to be, and may be said to be otherwise', async (delimiter, text) => {
    const { reading, columns } = await read(text);
    expect(reading.delimiter).toBe(delimiter);
    expect(columns.map(({ title }) => title)).toEqual([expect.any(String), expect.any(String)]);
    expect((await read(text, { delimiter: '~' })).columns).toHaveLength(1);
  });

  it('in windows-1252 is told from UTF-8 by a single letter anywhere in it', async () => {
    const rows = 'x@example.fr;Pau\n'.repeat(20_000);
    const last = Buffer.concat([Buffer.from(`Email;Ville\n${rows}`), Buffer.from([0x9c, 0x75, 0x66, 0x3b, 0x80])]);
    const { reading, cells } = await read(last);
    expect(reading.encoding).toBe('windows-1252');
    expect(cells.at(-1)).toEqual(['œuf', '€']);
    expect((await read(`Email;Ville\n${rows}œuf;€`)).reading.encoding).toBe('utf-8');
  });

  it.each(['utf-16le', 'utf-16be'] as const)('in %s needs no mark, and goes on from any row', async (encoding) => {
    const bytes = Buffer.from(`Nom;Email\r\n${'Zoé;zoe@example.fr\r\n'.repeat(300)}`, 'utf16le');
    const table = await read(encoding === 'utf-16be' ? bytes.swap16() : bytes);
    expect(table.reading.encoding).toBe(encoding);
    expect(table.cells).toEqual(Array.from({ length: 300 }, () => ['Zoé', 'zoe@example.fr']));
    expect(
      await Readable.from(
        table.rows[298] ? (await openTable(memorySource(bytes), table.reading)).rows(table.rows[298].next) : [],
      ).toArray(),
    ).toEqual(table.rows.slice(299));
  });

  it('counts physical lines, whatever ends them', async () => {
    const { rows } = await read('Nom;Note\r\na;"1\r\n2\r3\n4"\rb;1\n\n\r\nc;2');
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [2, ['a', '1\n2\n3\n4']],
      [6, ['b', '1']],
      [9, ['c', '2']],
    ]);
  });

  it.each([
    ['at the end of the file', 'c;d\n'],
    ['before another quote', '"e";"f"\n'],
    ['before more than a record may hold', 'e;f\n'.repeat(300_000)],
  ])('whose quote is never closed ends at its own line: %s', async (_, rest) => {
    const { rows } = await read(`Nom;Note\na;b\nx;"jamais\n${rest}`);
    expect(rows.map(({ line, fault }) => [line, fault])).toEqual([
      [2, undefined],
      [3, 'quote-not-closed'],
    ]);
  });

  it('keeps the quotes that people write inside a line', async () => {
    const { cells } = await read('Nom;Note\na;un tube de 12" bleu\nb;"oui" ou non\nc;"""x""\ny"\n');
    expect(cells).toEqual([
      ['a', 'un tube de 12" bleu'],
      ['b', '"oui" ou non'],
      ['c', '"x"\ny'],
    ]);
  });

  it('without an end of line is refused, not gathered', async () => {
    await expect(read('x'.repeat(3_000_000))).rejects.toMatchObject({ code: 'cell-too-long' });
  });

  it('has no titles when its first line is data, unless somebody says so', async () => {
    const text = 'n1@example.fr;Nadia\nn2@example.fr;Nils\n';
    const { reading, columns, cells } = await read(text);
    expect(reading.headerLine).toBeNull();
    expect(columns).toEqual([
      { name: '(colonne A)', title: null },
      { name: '(colonne B)', title: null },
    ]);
    expect(cells).toHaveLength(2);
    expect((await read(text, { headerLine: 1 })).cells).toEqual([['n2@example.fr', 'Nils']]);
  });

  it.each([
    ['31/12/2025', 'day-first'],
    ['12/31/2025', 'month-first'],
    ['03/04/2025', 'day-first'],
    ['2025-12-31', undefined],
  ])('with %s has its dates %s', async (date, order) => {
    expect((await read(`Nom;Date\na;${date}\n`)).reading.dateOrder).toBe(order);
  });

  it('of a million rows is read as it comes', async () => {
    let most = 0;
    let at = 0;
    const begin = Buffer.from('Nom;Email\n');
    const block = Buffer.from('Zoé Lefèvre;zoe.lefevre@example.fr\n'.repeat(1_000));
    const size = begin.length + block.length * 1_000;
    const stream = function* (from: number) {
      // Each look at the file begins anew, and none goes further than its reader.
      at = from;
      if (from === 0) yield begin;
      for (let i = 0; i < 1_000; i++) {
        at += block.length;
        yield block;
      }
    };
    const table = await openTable({
      size,
      stream: (from) => Readable.from(stream(from), { objectMode: true, highWaterMark: 1 }),
    });
    let rows = 0;
    for await (const { next } of table.rows()) {
      rows++;
      most = Math.max(most, at - (next.bytes ?? 0));
    }
    expect(rows).toBe(1_000_000);
    expect(most).toBeLessThan(block.length * 4);
  });
});

describe('a CSV that we write', () => {
  const written = async (rows: (string | null)[][]) => (await Readable.from(writeCsv(rows)).toArray()).join('');

  it('opens in a French Excel, and holds no formula', async () => {
    expect(
      await written([
        ['Nom', 'Note'],
        ['=1+1', '+33 6 12 34 56 78'],
        ['@SUM(A1)', '-12,5'],
        ['\t=x', null],
        ['-x', 'a;"b"\nc'],
      ]),
    ).toBe(
      '\ufeffNom;Note\r\n\'=1+1;+33 6 12 34 56 78\r\n\'@SUM(A1);-12,5\r\n"\'\t=x";\r\n\'-x;"a;""b""\nc"\r\n'.replace(
        '"\'\t=x"',
        "'\t=x",
      ),
    );
  });

  it('is read back as it was', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^'{0,3}[ =+@\t-]{0,3}[;"\n\w]{0,5}$/));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 }), async (rows) => {
        const wanted = rows
          .map((row) => row.map((each) => tidy(each.replaceAll('\0', ''))))
          .filter((row) => row.some((each) => each !== null));
        const { cells } = await read(await written([['Nom', 'Note'], ...wanted]), { headerLine: 1, delimiter: ';' });
        expect(cells).toEqual(wanted);
      }),
    );
  });
});

it('a stream that comes once is laid down, and refused beyond what it may be', async () => {
  const source = await spilled(Readable.from([Buffer.from('Nom;Email\n'), Buffer.from('Zoé;z@example.fr\n')]), 100);
  expect(await Readable.from((await openTable(source)).rows()).toArray()).toHaveLength(1);
  await source.close();
  await expect(spilled(Readable.from([Buffer.alloc(101)]), 100)).rejects.toMatchObject({ code: 'too-large' });
});
