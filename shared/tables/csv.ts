import { parse as openParser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type Cell, type Checkpoint, type Row, tidy } from './cell.ts';
import { CSV_OPTIONS, type CsvDialect, type Encoding } from './csv-dialect.ts';
import { undoQuotePrefix } from './quote-prefix.ts';
import type { Limits } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import type { Source } from './source.ts';

/**
 * The records of a CSV from a checkpoint on, blank ones left out. A quote that is never closed ends them: its record is
 * the last, with a fault, since nobody can say where it should have ended.
 */
export async function* readCsv(
  source: Source,
  dialect: CsvDialect,
  limits: Limits,
  from: Checkpoint = { line: dialect.line },
): AsyncGenerator<Row> {
  const start = from.bytes ?? dialect.start;
  let begin = start;
  let line = from.line;
  for await (const { records, stop } of batches(source, dialect, limits, start)) {
    for (const { fields, end } of records) {
      if (fields.length > limits.columns) throw new TableRefusal('too-many-columns');
      if (fields.some(mayBeTorn) && (await isTornRecord(source, dialect, begin, start + end))) {
        yield torn(line, begin);
        return;
      }
      const next = { line: line + 1 + fields.reduce((sum, field) => sum + linesWithin(field), 0), bytes: start + end };
      const cells = fields.map((field) => cellOf(field, dialect.encoding));
      if (cells.some((cell) => cell !== null)) yield { line, cells, next };
      ({ line, bytes: begin } = next);
    }
    if (stop === 'too-long' && !(await hasQuote(source, dialect, begin))) throw new TableRefusal('cell-too-long');
    if (stop) yield torn(line, begin);
  }
}

const torn = (line: number, bytes: number): Row => ({
  line,
  cells: [],
  next: { line, bytes },
  fault: 'quote-not-closed',
});

interface Batch {
  /** `end` is the byte after the record, counted from where the parser began. */
  records: { fields: string[]; end: number }[];
  /** Why nothing follows: a quote that is never closed, or no end in sight. */
  stop?: 'torn' | 'too-long' | undefined;
}

/**
 * What the parser makes of each chunk. It is written to and listened to, not read as a stream: a stream that fails drops
 * the good records that it still held.
 */
async function* batches(source: Source, dialect: CsvDialect, limits: Limits, start: number): AsyncGenerator<Batch> {
  let records: Batch['records'] = [];
  const parser = openParser({
    ...CSV_OPTIONS,
    delimiter: dialect.delimiter,
    encoding: dialect.encoding === 'windows-1252' ? 'latin1' : 'utf8',
    max_record_size: limits.record,
    on_record: (fields: string[], { bytes }) => {
      records.push({ fields, end: bytes });
      return null;
    },
  });
  parser.on('error', () => {});
  parser.resume();
  const stops = (settle: (done: (error?: Error | null) => void) => void) =>
    new Promise<Batch['stop']>((resolve, reject) =>
      settle((error) => (error ? stopOf(error, resolve, reject) : resolve(undefined))),
    );
  for await (const chunk of textBytes(source, dialect.encoding, start)) {
    const stop = await stops((done) => parser.write(chunk, done));
    yield { records, stop };
    if (stop) return;
    records = [];
  }
  const stop = await stops((done) => {
    parser.once('error', done);
    parser.end(() => done());
  });
  yield { records, stop };
}

function stopOf(error: Error, resolve: (stop: Batch['stop']) => void, reject: (error: Error) => void): void {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'CSV_QUOTE_NOT_CLOSED') resolve('torn');
  else if (code === 'CSV_MAX_RECORD_SIZE') resolve('too-long');
  else reject(error);
}

/** The bytes as the parser takes them: as they are, or for UTF-16 as UTF-8, where checkpoints count what comes out. */
async function* textBytes(source: Source, encoding: Encoding, start: number): AsyncGenerator<Buffer> {
  if (!encoding.startsWith('utf-16')) {
    yield* source.stream(start, source.size) as AsyncIterable<Buffer>;
    return;
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let skip = start;
  for await (const chunk of source.stream(0, source.size)) {
    const bytes = Buffer.from(decoder.decode(chunk, { stream: true }));
    yield bytes.subarray(Math.min(skip, bytes.length));
    skip = Math.max(0, skip - bytes.length);
  }
}

const linesWithin = (field: string): number =>
  field.includes('\n') || field.includes('\r') ? (field.match(/\r\n|\r|\n/g)?.length ?? 0) : 0;

function cellOf(field: string, encoding: Encoding): Cell {
  const text = encoding === 'windows-1252' ? fromLatin1(field) : field;
  const tidied = tidy(text);
  return tidied === null ? null : undoQuotePrefix(tidied);
}

/** windows-1252 has letters where ISO 8859-1 has controls; the parser knows the latter alone. */
const fromLatin1 = (text: string): string =>
  /[\x80-\x9f]/.test(text) ? WINDOWS_1252.decode(Buffer.from(text, 'latin1')) : text;
const WINDOWS_1252 = new TextDecoder('windows-1252');

/**
 * A closing quote that something follows: the parser then takes the opening one for a letter. Within a line people write
 * so; over several, the quote was opened on the first and never closed.
 */
const mayBeTorn = (field: string) => field.startsWith('"') && /[\r\n]/.test(field);

async function isTornRecord(source: Source, dialect: CsvDialect, from: number, to: number): Promise<boolean> {
  try {
    const record = await slice(source, dialect, from, to - from);
    parse(record, { ...CSV_OPTIONS, relax_quotes: false, delimiter: dialect.delimiter });
    return false;
  } catch {
    return true;
  }
}

/** Far beyond the longest record, a quote that swallowed the lines below it is likely. */
const hasQuote = async (source: Source, dialect: CsvDialect, from: number) =>
  (await slice(source, dialect, from, 64 * 1024)).includes('"');

async function slice(source: Source, dialect: CsvDialect, from: number, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let left = length;
  for await (const chunk of textBytes(source, dialect.encoding, from)) {
    parts.push(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return Buffer.concat(parts);
}
