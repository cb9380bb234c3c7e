import type { Tenant } from '../../shared/identity/tenant.ts';
import { getObject, putObject } from '../../shared/objects/objects.ts';
import type { CampaignImport } from './campaign-import.ts';
import { type ImportFault, type ImportRow, importFault, importRow } from './import-view.ts';

/** Rows of one object: as many as one page of them, and one step of writing. */
export const CHUNK = 1_000;

/** A line that did not come in, as it stood in the file: it comes back to be corrected. */
export interface BadLine extends Omit<ImportFault, 'line'> {
  line: number;
  cells?: (string | null)[];
}

type Round = Pick<CampaignImport, 'id' | 'round'>;
const keyOf = (tenant: Tenant, { id, round }: Round, what: 'rows' | 'faults' | 'seen', number: number) =>
  `${tenant}/${id}/${round}/${what}-${String(number).padStart(6, '0')}.ndjson`;

const put = (key: string, lines: readonly unknown[]) =>
  putObject({
    bucket: 'imports',
    key,
    bytes: Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    contentType: 'application/x-ndjson',
  });

async function linesOf(key: string): Promise<unknown[]> {
  const text = Buffer.from(await getObject('imports', key)).toString();
  return text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
}

export const putRows = (tenant: Tenant, of: Round, number: number, rows: readonly ImportRow[]) =>
  put(keyOf(tenant, of, 'rows', number), rows);

export const readRows = async (tenant: Tenant, of: Round, number: number): Promise<ImportRow[]> =>
  (await linesOf(keyOf(tenant, of, 'rows', number))).map((line) => importRow.parse(line));

export const putFaults = (tenant: Tenant, of: Round, number: number, faults: readonly BadLine[]) =>
  put(keyOf(tenant, of, 'faults', number), faults);

export async function readFaults(tenant: Tenant, of: Round, number: number): Promise<BadLine[]> {
  const lines = (await linesOf(keyOf(tenant, of, 'faults', number))) as BadLine[];
  return lines.map((line) => ({ ...importFault.parse(line), ...(line.cells && { cells: line.cells }) }));
}

/** The addresses that a checking has met, each with its first line: they go from step to step. */
export const putSeen = (tenant: Tenant, of: Round, step: number, seen: ReadonlyMap<string, number>) =>
  put(keyOf(tenant, of, 'seen', step), [...seen]);

export const readSeen = async (tenant: Tenant, of: Round, step: number): Promise<Map<string, number>> =>
  new Map((await linesOf(keyOf(tenant, of, 'seen', step))) as [string, number][]);
