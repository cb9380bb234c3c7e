import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import type { Reading } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import { head, type Source } from './source.ts';

export type Encoding = NonNullable<Reading['encoding']>;

const HEAD = 64 * 1024;

const MARKS: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** What a CSV begins with and is written in. */
export interface CsvDialect {
  encoding: Encoding;
  /** Bytes before the first record: the mark of the encoding, and a `sep=` line. Of UTF-16, as `readCsv` counts them. */
  start: number;
  /** The line of the first record. */
  line: number;
  delimiter: string;
  /** Whether the file has one column only, so that its delimiter says nothing. */
  isDelimiterFree: boolean;
}

/** Reads the whole file once for its encoding, and its first records for their delimiter. */
export async function findDialect(
  source: Source,
  given: { encoding?: Encoding | undefined; delimiter?: string | undefined },
): Promise<CsvDialect> {
  const first = await head(source, HEAD);
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, i) => first[i] === byte));
  if (hasMarkOfUtf32(first)) throw new TableRefusal('encoding-unknown');
  const encoding = given.encoding ?? mark?.encoding ?? (await encodingOf(source, first));
  const text = new TextDecoder(encoding).decode(first, { stream: true });
  const separator = /^"?sep=([^\r\n"])"?(?:\r\n|\n|\r|$)/i.exec(text);
  const skipped = separator?.[0] ?? '';
  const sample = sampleRecords(text.slice(skipped.length), first.length < source.size);
  const found = modalDelimiter(sample);
  return {
    encoding,
    start: (mark ? byteLength(MARK, encoding) : 0) + byteLength(skipped, encoding),
    line: skipped ? 2 : 1,
    delimiter: given.delimiter ?? separator?.[1] ?? found ?? ';',
    isDelimiterFree: !separator && found === undefined,
  };
}

const MARK = '\ufeff';
/** Bytes as checkpoints count them: those of the file, for UTF-16 those of the same text in UTF-8. */
const byteLength = (text: string, encoding: Encoding) =>
  encoding === 'windows-1252' && text !== MARK ? text.length : Buffer.byteLength(text);

/** FF FE 00 00 would pass for UTF-16 that begins with NUL. */
const hasMarkOfUtf32 = ([a, b, c, d]: Buffer) =>
  (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);

/** Strict UTF-8, else windows-1252; without a mark, UTF-16 is told by the half of each letter that is zero. */
async function encodingOf(source: Source, first: Buffer): Promise<Encoding> {
  if (first.includes(0)) {
    const zeros = [0, 0];
    for (let i = 0; i < first.length; i++) if (first[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
    const [even = 0, odd = 0] = zeros;
    if (odd > first.length / 4 && even < odd / 20) return 'utf-16le';
    if (even > first.length / 4 && odd < even / 20) return 'utf-16be';
    throw new TableRefusal('not-a-spreadsheet');
  }
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source.stream(0, source.size)) {
    const bytes = rest.length ? Buffer.concat([rest, chunk]) : (chunk as Buffer);
    const whole = bytes.length - unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return 'windows-1252';
    rest = bytes.subarray(whole);
  }
  return rest.length ? 'windows-1252' : 'utf-8';
}

/** Bytes at the end that begin a letter and do not end it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

const DELIMITERS = [';', ',', '\t', '|'] as const;
const SAMPLE = 200;

/** What each delimiter makes of the first records. */
function sampleRecords(text: string, isCut: boolean): { delimiter: string; widths: number[] }[] {
  return DELIMITERS.map((delimiter) => {
    const widths: number[] = [];
    const note = (record: string[]) => {
      if (record.some((cell) => cell.trim() !== '')) widths.push(record.length);
      return null;
    };
    try {
      parse(text, { ...CSV_OPTIONS, delimiter, to: SAMPLE, on_record: note });
    } catch {
      // A quote that is not closed yet, or never: the records before it say enough.
    }
    if (isCut && widths.length < SAMPLE) widths.pop();
    return { delimiter, widths };
  });
}

/** The delimiter that the most records have the same number of times; the more often of two that tie. */
function modalDelimiter(sample: readonly { delimiter: string; widths: readonly number[] }[]): string | undefined {
  const scored = sample.map(({ delimiter, widths }) => {
    const times = new Map<number, number>();
    for (const width of widths) times.set(width, (times.get(width) ?? 0) + 1);
    const [width = 1, count = 0] = [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    return { delimiter, width, share: count / Math.max(widths.length, 1) };
  });
  const possible = scored.filter(({ width }) => width > 1);
  return possible.sort((a, b) => b.share - a.share || b.width - a.width)[0]?.delimiter;
}

/** RFC 4180 as people's programs write it: any end of line, quotes inside a field, short and long records. */
export const CSV_OPTIONS = {
  bom: false,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: false,
};
