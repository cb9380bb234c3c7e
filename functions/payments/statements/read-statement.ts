import { readCamt } from './camt.ts';
import type { Statement } from './statement-line.ts';
import { type HowToRead, readStatementTable, type TableStatement } from './statement-table.ts';

/**
 * Reads what a bank gives: CAMT.053 where it begins as XML does, else a table (CSV, XLSX, ODS).
 * @throws 422
 */
export async function readStatement(
  bytes: Uint8Array,
  own: string,
  how?: HowToRead,
): Promise<Statement & Partial<Pick<TableStatement, 'read'>>> {
  const begins = Buffer.from(bytes.subarray(0, 200)).toString('utf8').trimStart();
  const isXml = begins.replace('\ufeff', '').trimStart().startsWith('<');
  return isXml
    ? readCamt(
        Buffer.from(bytes)
          .toString('utf8')
          .replace(/^\ufeff/, ''),
        own,
      )
    : readStatementTable(bytes, own, how);
}
