import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packed, sharedStringsXml, xlsxParts } from '../test/workbooks.ts';
import { type Figure, median } from './figures.ts';
import type { ReaderJob, ReaderReport } from './tables-reader.ts';

const CSV_ROWS = 200_000;
const XLSX_ROWS = 100_000;
const RUNS = 3;
/** How many times as long as the bare parser, at most: a sheet is gone over twice, since merged cells come after its rows. */
const AIM = { csv: 2, xlsx: 4 };
/** The same with every row checked, its address known again, and laid down. */
const CHECKED_AIM = { csv: 2, xlsx: 2 };
const MEMORY = 256;

/** What the reader of tables makes of large files, beside the parsers that it stands on, each in a process of its own. */
export async function tables(folder: string): Promise<Figure[]> {
  const files = { csv: join(folder, 'rows.csv'), xlsx: join(folder, 'rows.xlsx') };
  await writeFile(files.csv, csvFile());
  await writeFile(files.xlsx, xlsxFile());
  const figures: Figure[] = [];
  for (const [kind, rows] of [
    ['csv', CSV_ROWS],
    ['xlsx', XLSX_ROWS],
  ] as const) {
    const ours = { ms: [] as number[], megabytes: [] as number[] };
    const checked = { ms: [] as number[], megabytes: [] as number[] };
    const bare: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      bare.push((await reader(`bare-${kind}`, files[kind], rows)).ms);
      const report = await reader(kind, files[kind], rows);
      ours.ms.push(report.ms);
      ours.megabytes.push(report.megabytes);
      const through = await reader(`checked-${kind}`, files[kind], rows);
      checked.ms.push(through.ms);
      checked.megabytes.push(through.megabytes);
    }
    const [ms, bareMs] = [median(ours.ms), median(bare)];
    const perSecond = (milliseconds: number) => Math.round(rows / (milliseconds / 1000)).toLocaleString('en');
    figures.push(
      {
        what: `${rows.toLocaleString('en')} rows of ${kind.toUpperCase()}`,
        value: ms / bareMs,
        unit: '×',
        limit: AIM[kind],
        note: `${perSecond(ms)} rows/s; ${kind === 'csv' ? 'csv-parse' : 'yauzl and saxes'} alone ${perSecond(bareMs)} rows/s`,
      },
      { what: `  memory at its peak, ${kind}`, value: median(ours.megabytes), unit: 'MB', limit: MEMORY },
      {
        what: `  checked for a campaign, ${kind}`,
        value: median(checked.ms) / bareMs,
        unit: '×',
        limit: CHECKED_AIM[kind],
        note: `${perSecond(median(checked.ms))} rows/s`,
      },
      { what: `  memory at its peak, checked, ${kind}`, value: median(checked.megabytes), unit: 'MB', limit: MEMORY },
    );
  }
  return figures;
}

async function reader(job: ReaderJob, path: string, rows: number): Promise<ReaderReport> {
  const program = join(import.meta.dirname, 'tables-reader.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, job, path]);
  const report: ReaderReport = JSON.parse(stdout);
  if (report.rows < rows) throw new Error(`${job} read ${report.rows} rows of ${rows}`);
  return report;
}

const person = (i: number) => ({
  email: `zoe.lefevre.${i}@exemple.test`,
  name: `Zoé Lefèvre ${i % 5_000}`,
  address: `${i % 200} rue des Œillets, 75011 Paris`,
  phone: `06${String(i % 100_000_000).padStart(8, '0')}`,
});

function csvFile(): string {
  const rows = Array.from({ length: CSV_ROWS }, (_, i) => {
    const { email, name, address, phone } = person(i);
    return `${email};${name};"${address}";${phone};29/02/2024;client depuis longtemps, ${i}\r\n`;
  });
  return `Email;Nom;Adresse;Téléphone;Depuis;Note\r\n${rows.join('')}`;
}

function xlsxFile(): Uint8Array {
  const texts: string[] = ['Email', 'Nom', 'Adresse', 'Téléphone', 'Depuis'];
  const cells = (row: number, values: readonly string[]) =>
    `<row r="${row}">${values
      .map((value, i) => {
        const at = `r="${'ABCDE'[i]}${row}"`;
        if (i === 4 && row > 1) return `<c ${at}><v>45351</v></c>`;
        return `<c ${at} t="s"><v>${texts.push(value) - 1}</v></c>`;
      })
      .join('')}</row>`;
  const rows = [cells(1, texts.slice(0, 5))];
  for (let i = 0; i < XLSX_ROWS; i++) {
    const { email, name, address, phone } = person(i);
    rows.push(cells(i + 2, [email, name, address, phone, '']));
  }
  const xml = `<sheetData>${rows.join('')}</sheetData>`;
  return packed(xlsxParts([{ name: 'Feuil1', xml }], { 'xl/sharedStrings.xml': sharedStringsXml(texts) }));
}
