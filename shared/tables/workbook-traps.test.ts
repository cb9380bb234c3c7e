import { once } from 'node:events';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { memorySource, odsParts, packed, sharedStringsXml, sheetXml, xlsxParts } from '../../test/workbooks.ts';
import type { Row } from './cell.ts';
import { openTable } from './open-table.ts';
import { LIMITS, type Override } from './reading.ts';
import { REFUSALS } from './refusal.ts';

async function read(bytes: Uint8Array, override: Override = {}, limits = LIMITS) {
  const table = await openTable(memorySource(bytes), override, limits);
  try {
    const rows: Row[] = await Readable.from(table.rows()).toArray();
    return { ...table, rows, cells: rows.map(({ cells }) => cells) };
  } finally {
    table.close();
  }
}

const ROWS = sheetXml([
  ['Nom', 'Email'],
  ['Zoé', 'zoe@example.fr'],
]);
const sheet = (xml: string) => packed(xlsxParts([{ name: 'Feuil1', xml }]));
const refusal = (code: keyof typeof REFUSALS) => ({ name: 'TableRefusal', code, detail: REFUSALS[code] });

describe('a workbook may be large', () => {
  it('has 16,384 columns, and not one more', async () => {
    const titles = Array.from({ length: 16_384 }, (_, i) => `c${i}`);
    expect((await read(sheet(sheetXml([titles, ['x']])))).columns).toHaveLength(16_384);
    await expect(read(sheet(sheetXml([[...titles, 'one more'], ['x']])))).rejects.toMatchObject(
      refusal('too-many-columns'),
    );
  });

  it('has cells of 32,767 characters, and not one more', async () => {
    const long = 'é'.repeat(32_767);
    expect((await read(sheet(sheetXml([['Nom'], [long]])))).cells).toEqual([[long]]);
    await expect(read(sheet(sheetXml([['Nom'], [`${long}é`]])))).rejects.toMatchObject(refusal('cell-too-long'));
  });

  it('is read in flat memory: 200,000 texts that are all different, and 200,000 rows, in 64 MB, where they alone take 80', async () => {
    const source = `
      import { parentPort } from 'node:worker_threads';
      import { sharedStringsXml, xlsxParts, packed, memorySource } from ${JSON.stringify(new URL('../../test/workbooks.ts', import.meta.url).href)};
      import { openTable } from ${JSON.stringify(new URL('./open-table.ts', import.meta.url).href)};
      parentPort.on('message', async (bytes) => {
        const table = await openTable(memorySource(bytes));
        let count = 0, last;
        for await (const row of table.rows()) { count++; last = row; }
        parentPort.postMessage({ count, last: last.cells, line: last.line });
        process.exit();
      });`;
    const text = (i: number) => `${'10 € la ligne, '.repeat(13)}${i}`;
    const parts = xlsxParts(
      [
        {
          name: 'Feuil1',
          xml: `<sheetData>${Array.from({ length: 200_000 }, (_, i) => `<row><c t="s"><v>${i}</v></c></row>`).join('')}</sheetData>`,
        },
      ],
      { 'xl/sharedStrings.xml': sharedStringsXml(Array.from({ length: 200_000 }, (_, i) => text(i))) },
    );
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
      resourceLimits: { maxOldGenerationSizeMb: 64 },
    });
    worker.postMessage(packed(parts));
    const [told] = await once(worker, 'message');
    expect(told).toEqual({ count: 199_999, last: [text(199_999)], line: 200_000 });
  });
});

describe('a workbook that lies', () => {
  it('about the size of a part is refused while it is unpacked', async () => {
    const bytes = Buffer.from(sheet(`${ROWS}<!--${' '.repeat(500_000)}-->`));
    const entry = bytes.lastIndexOf('xl/worksheets/sheet0.xml') - 46;
    expect(bytes.readUInt32LE(entry)).toBe(0x02014b50);
    bytes.writeUInt32LE(1_000, entry + 24);
    await expect(read(bytes)).rejects.toMatchObject(refusal('too-large-unpacked'));
  });

  it('with two parts of one name is refused', async () => {
    const bytes = Buffer.from(
      packed({ ...xlsxParts([{ name: 'Feuil1', xml: ROWS }]), 'xl/worksheets/sheet1.xml': '<a/>' }),
    );
    for (let at = bytes.indexOf('sheet1.xml'); at >= 0; at = bytes.indexOf('sheet1.xml')) bytes.write('sheet0.xml', at);
    await expect(read(bytes)).rejects.toMatchObject(refusal('damaged'));
  });

  it('with a part outside itself is refused', async () => {
    const parts = { ...xlsxParts([{ name: 'Feuil1', xml: ROWS }]), 'xl/worksheets/../../../x': 'x' };
    await expect(read(packed(parts))).rejects.toMatchObject(refusal('damaged'));
  });

  it.each([
    ['with a document type', `<!DOCTYPE a [<!ENTITY b "c">]>`],
    ['cut short', '<worksheet'],
  ])('%s is refused', async (_, xml) => {
    const parts = xlsxParts([{ name: 'Feuil1', xml: ROWS }]);
    await expect(read(packed({ ...parts, 'xl/worksheets/sheet0.xml': xml }))).rejects.toMatchObject(refusal('damaged'));
  });

  it('whose part is far larger than its packed form is refused', async () => {
    await expect(read(sheet(`${ROWS}${' '.repeat(20_000_000)}`))).rejects.toMatchObject(refusal('too-large-unpacked'));
  });

  it('with one text that fills memory is refused before it does', async () => {
    const noise = Array.from({ length: 4_000_000 }, (_, i) => (i * 7919) % 36)
      .map((n) => n.toString(36))
      .join('');
    await expect(read(sheet(`<sheetData><row><c><v>${noise}</v></c></row></sheetData>`))).rejects.toMatchObject(
      refusal('too-large-unpacked'),
    );
  });

  it('with more rows than we take is refused', async () => {
    await expect(read(sheet(ROWS), {}, { ...LIMITS, rows: 1 })).rejects.toMatchObject(refusal('too-many-rows'));
  });
});

describe('the sheets of a workbook', () => {
  it('are those with cells: charts and dialogs are none, and one that is missing is told', async () => {
    const parts = xlsxParts([
      { name: 'Graphique', xml: '', kind: 'chartsheet' },
      { name: 'Question', xml: '', kind: 'dialogsheet' },
      { name: 'Perdue' },
      { name: 'Lue', xml: ROWS },
    ]);
    const { reading, warnings, asks } = await read(packed(parts));
    expect(reading).toMatchObject({ sheet: 'Lue', sheets: [{ name: 'Lue', rows: 2 }] });
    expect(warnings).toContainEqual({ code: 'sheet-missing', sheets: ['Perdue'] });
    expect(asks).toEqual([]);
  });

  it('may be protected against changes, or look to other workbooks, and are read all the same', async () => {
    const parts = xlsxParts([{ name: 'Feuil1', xml: `${ROWS}<sheetProtection password="CC1A" sheet="1"/>` }], {
      'xl/externalLinks/externalLink1.xml': '<externalLink/>',
    });
    parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace(
      '<sheets>',
      '<workbookProtection workbookPassword="CC1A" lockStructure="1"/><sheets>',
    );
    expect((await read(packed(parts))).cells).toEqual([['Zoé', 'zoe@example.fr']]);
  });

  it('are never hidden ones unless one is asked for', async () => {
    const parts = xlsxParts([
      { name: 'Cachée', xml: sheetXml([['Email'], ['cache@example.fr']]), state: 'veryHidden' },
      { name: 'Vue', xml: sheetXml([['Email'], ['vue@example.fr']]) },
    ]);
    expect((await read(packed(parts))).cells).toEqual([['vue@example.fr']]);
    expect((await read(packed(parts), { sheet: 'Cachée' })).cells).toEqual([['cache@example.fr']]);
    await expect(read(packed(parts), { sheet: 'Autre' })).rejects.toMatchObject(refusal('sheet-unknown'));
    await expect(read(packed(xlsxParts([{ name: 'Cachée', xml: ROWS, state: 'hidden' }])))).rejects.toMatchObject(
      refusal('no-sheet'),
    );
  });
});

describe('an OpenDocument spreadsheet', () => {
  const cell = (type: string, value: string, text = '', style = '') =>
    `<t:table-cell o:value-type="${type}" ${value} ${style && `t:style-name="${style}"`}><x:p>${text}</x:p></t:table-cell>`;
  const ods = (rows: string, styles = '') =>
    read(packed(odsParts(`<t:table t:name="A">${rows}</t:table>`, styles)), { headerLine: null });

  it('tells times from durations, and text from what stands beside it', async () => {
    const styles =
      '<n:time-style s:name="N1" n:truncate-on-overflow="false"><n:hours/></n:time-style>' +
      '<s:style s:name="long" s:family="table-cell" s:data-style-name="N1"/>';
    const { cells } = await ods(
      `<t:table-row>${cell('time', 'o:time-value="PT09H30M00S"')}${cell('time', 'o:time-value="PT09H30M00S"', '', 'long')}` +
        `${cell('time', 'o:time-value="PT30H00M00S"')}${cell('date', 'o:date-value="2024-02-29T14:30:00"')}` +
        `<t:table-cell o:value-type="string"><o:annotation><x:p>note</x:p></o:annotation><x:p>a<x:s x:c="2"/><x:span>b</x:span></x:p><x:p>c</x:p></t:table-cell>` +
        `<t:table-cell t:formula="of:=A1"/></t:table-row>`,
      styles,
    );
    expect(cells).toEqual([
      [
        { time: '09:30:00' },
        { duration: 'PT9H30M' },
        { duration: 'PT30H' },
        { datetime: '2024-02-29T14:30:00' },
        'a  b\nc',
        { error: 'formula-without-value' },
      ],
    ]);
  });

  it('shows amounts by their style, a negative one by the style that it maps to', async () => {
    const number = '<n:number n:decimal-places="2" n:min-integer-digits="1" n:grouping="true"/>';
    const styles =
      `<n:currency-style s:name="P">${number}<n:text> </n:text><n:currency-symbol>€</n:currency-symbol></n:currency-style>` +
      `<n:currency-style s:name="N"><n:text>-</n:text>${number}<n:text> </n:text><n:currency-symbol>€</n:currency-symbol>` +
      `<s:map s:condition="value()&gt;=0" s:apply-style-name="P"/></n:currency-style>` +
      '<s:style s:name="base" s:family="table-cell" s:data-style-name="N"/><s:style s:name="money" s:family="table-cell" s:parent-style-name="base"/>';
    const { cells } = await ods(
      `<t:table-row>${cell('currency', 'o:value="1234.5"', '', 'money')}${cell('currency', 'o:value="-3"', '', 'money')}</t:table-row>`,
      styles,
    );
    expect(cells).toEqual([
      [
        { number: 1234.5, shown: '1 234,50 €' },
        { number: -3, shown: '-3,00 €' },
      ],
    ]);
  });

  it('repeats rows and cells by number, fills merged cells down, and counts the lines that are hidden', async () => {
    const table = await ods(
      `<t:table-row>${cell('string', 't:number-rows-spanned="2"', 'A')}${cell('string', '', 'b')}</t:table-row>` +
        `<t:table-row t:number-rows-repeated="2" t:visibility="filter"><t:covered-table-cell/>${cell('string', 't:number-columns-repeated="2"', 'c')}</t:table-row>` +
        `<t:table-row t:number-rows-repeated="1048000"><t:table-cell t:number-columns-repeated="16384"/></t:table-row>`,
    );
    expect(table.rows.map(({ line, cells, filledDown }) => [line, cells, filledDown])).toEqual([
      [1, ['A', 'b'], undefined],
      [2, ['A', 'c', 'c'], [0]],
      [3, [null, 'c', 'c'], undefined],
    ]);
    expect(table.warnings).toContainEqual({ code: 'hidden-rows', lines: [2, 3], count: 2 });
  });

  it.each([
    ['rows', 't:number-rows-repeated="999999999"', '', 'too-many-rows'],
    ['cells', '', 't:number-columns-repeated="999999999"', 'too-large-unpacked'],
    ['both', 't:number-rows-repeated="1000000"', 't:number-columns-repeated="16000"', 'too-large-unpacked'],
  ] as const)('that multiplies %s is refused', async (_, row, column, code) => {
    await expect(
      ods(
        `<t:table-row ${row}><t:table-cell ${column} o:value-type="string"><x:p>X</x:p></t:table-cell></t:table-row>`,
      ),
    ).rejects.toMatchObject(refusal(code));
  });

  it('that is encrypted says so', async () => {
    const parts = {
      ...odsParts(''),
      'META-INF/manifest.xml': '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>',
    };
    await expect(read(packed(parts))).rejects.toMatchObject(refusal('encrypted'));
  });
});

describe('what bears the name of a spreadsheet and is none', () => {
  const named = (text: string) => Buffer.from(text, 'latin1');
  const binary = { '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': '' };
  it.each([
    [
      'a text of a word processor',
      packed({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<a/>' }),
      'not-a-spreadsheet',
    ],
    ['an archive', packed({ 'photo.jpg': 'x' }), 'not-a-spreadsheet'],
    ['an OpenDocument text', packed({ mimetype: 'application/vnd.oasis.opendocument.text' }), 'not-a-spreadsheet'],
    ['a binary workbook', packed(binary), 'old-excel'],
    [
      'an XML spreadsheet of 2003',
      named('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
      'old-excel',
    ],
    ['Excel 4', Buffer.from([0x09, 0x04, 0x06, 0x00]), 'old-excel'],
    ['a page in UTF-16', Buffer.from('\ufeff<html><table>', 'utf16le'), 'html'],
    ['a page saved as one file', named('MIME-Version: 1.0\r\n'), 'html'],
    ['a picture', named('\x89PNG\r\n\x1a\n'), 'not-a-spreadsheet'],
    ['bytes', Buffer.from([1, 0, 0, 0, 5, 0, 0, 7]), 'not-a-spreadsheet'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['blanks', named(' \r\n\r\n'), 'empty'],
    ['letters in UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 'encoding-unknown'],
    ['the beginning of a ZIP', Buffer.from(packed(binary)).subarray(0, 60), 'damaged'],
  ] as const)('%s is refused', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject(refusal(code));
  });
});
