import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { SaxesParser } from 'saxes';
import { openPromise } from 'yauzl';
import { rowChecker } from '../functions/campaigns/check-rows.ts';
import { variablesIn } from '../functions/certificates/certificate-texts.ts';
import type { Row } from '../shared/tables/cell.ts';
import { openTable } from '../shared/tables/open-table.ts';
import { fileSource } from '../shared/tables/source.ts';

/** Reads one file to its end, in a process of its own: what it took is told on standard output. */
const JOBS = {
  csv: readTable,
  xlsx: readTable,
  'checked-csv': checkTable,
  'checked-xlsx': checkTable,
  'bare-csv': async (path: string) => {
    let rows = 0;
    for await (const _ of createReadStream(path).pipe(parse({ delimiter: ';' }))) rows++;
    return rows;
  },
  'bare-xlsx': async (path: string) => {
    let rows = 0;
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    for await (const entry of zip.eachEntry()) {
      const parser = new SaxesParser({ xmlns: true, position: false });
      parser.on('opentag', ({ local }) => {
        if (local === 'row') rows++;
      });
      parser.on('text', () => {});
      const decoder = new TextDecoder();
      for await (const chunk of await zip.openReadStreamPromise(entry))
        parser.write(decoder.decode(chunk, { stream: true }));
      parser.close();
    }
    zip.close();
    return rows;
  },
};

export type ReaderJob = keyof typeof JOBS;

export interface ReaderReport {
  rows: number;
  /** Of the processor: other programs of the machine do not count. */
  ms: number;
  megabytes: number;
}

async function readTable(path: string): Promise<number> {
  const table = await openTable(await fileSource(path));
  let rows = 0;
  for await (const _ of table.rows()) rows++;
  table.close();
  return rows;
}

/** The same, and each row checked as an import into a campaign checks it, and written as it is kept until it is confirmed. */
async function checkTable(path: string): Promise<number> {
  const table = await openTable(await fileSource(path));
  const variables = variablesIn(['{{nom}} {{adresse}} {{telephone}} {{depuis}}'], [{ name: 'depuis', kind: 'date' }]);
  const mapping = { email: 0, nom: 1, adresse: 2, telephone: 3, depuis: 4 };
  const sample: Row[] = [];
  for await (const row of table.rows()) if (sample.push(row) >= 200) break;
  const check = rowChecker(table, mapping, variables, sample);
  const seen = new Map<string, number>();
  let rows = 0;
  let kept: string[] = [];
  for await (const row of table.rows()) {
    rows++;
    const { row: good } = check(row);
    if (!good) throw new Error(`line ${row.line} is found wrong`);
    const { key, ...told } = good;
    seen.set(key, row.line);
    if (kept.push(JSON.stringify(told)) < 1_000) continue;
    Buffer.from(kept.join('\n'));
    kept = [];
  }
  table.close();
  if (seen.size < rows) throw new Error(`${rows - seen.size} rows are found twice`);
  return rows;
}

if (import.meta.main) {
  const [job, path] = process.argv.slice(2) as [ReaderJob, string];
  const before = process.cpuUsage();
  const rows = await JOBS[job](path);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  const report: ReaderReport = { rows, ms, megabytes: process.resourceUsage().maxRSS / 1024 };
  console.log(JSON.stringify(report));
}
