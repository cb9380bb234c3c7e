import { quotePrefixed } from './quote-prefix.ts';

/** What a French Excel opens by a double click: UTF-8 with its mark, `;`, CRLF (RFC 4180 otherwise). */
const MARK = '\ufeff';
const CHUNK = 16 * 1024;

/** A CSV as text, in chunks as its rows come; no cell of it is run by a spreadsheet. `openTable` reads the same back. */
export async function* writeCsv(
  rows: AsyncIterable<readonly (string | null)[]> | Iterable<readonly (string | null)[]>,
): AsyncGenerator<string> {
  let text = MARK;
  for await (const row of rows) {
    text += `${row.map(field).join(';')}\r\n`;
    if (text.length >= CHUNK) {
      yield text;
      text = '';
    }
  }
  if (text) yield text;
}

function field(cell: string | null): string {
  const text = quotePrefixed(cell ?? '');
  return /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
