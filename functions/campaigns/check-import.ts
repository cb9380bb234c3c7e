import type { Clock } from '../../shared/clock.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Row } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/open-table.ts';
import type { Variable } from '../certificates/variable.ts';
import type { Campaign } from './campaign.ts';
import type { CampaignImport, Checked } from './campaign-import.ts';
import { addressKey, rowChecker } from './check-rows.ts';
import { type BadLine, CHUNK, putFaults, putRows, putSeen, readSeen } from './import-chunks.ts';
import type { ImportRow } from './import-view.ts';
import { everyRecipient } from './recipient.ts';

/** Rows and seconds of one step: well within the time of its function. */
const STEP_ROWS = 50_000;
const STEP_SECONDS = 45;
const SAMPLE = 200;
/** An address that stood in the campaign before the file. */
const BEFORE = 0;

/**
 * Checks the next rows of an import and lays them down, good and bad, in objects that a step which is begun again writes
 * anew. Nothing comes into the campaign.
 */
export async function checkSome(
  tenant: Tenant,
  doing: CampaignImport,
  {
    table,
    campaign,
    variables,
    clock,
  }: { table: Table; campaign: Campaign; variables: readonly Variable[]; clock: Clock },
): Promise<Checked> {
  const began = clock().getTime();
  const seen = await addressesSeen(tenant, doing, campaign);
  const check = rowChecker(table, doing.mapping ?? {}, variables, await firstRows(table));
  const counts = { ...doing.counts };
  const chunks = [...doing.chunks];
  let faultChunks = doing.faultChunks;
  let rows: ImportRow[] = [];
  let faults: BadLine[] = [];
  const flushRows = async () => {
    if (rows.length > 0) await putRows(tenant, doing, chunks.push(rows.length), rows);
    rows = [];
  };
  const flushFaults = async () => {
    if (faults.length > 0) await putFaults(tenant, doing, ++faultChunks, faults);
    faults = [];
  };
  let done = 0;
  let goOn: Checked['checkpoint'];
  let next: Checked['checkpoint'];
  for await (const row of table.rows(doing.checkpoint)) {
    if (done >= STEP_ROWS || (done % 500 === 499 && clock().getTime() - began > STEP_SECONDS * 1_000)) {
      goOn = next;
      break;
    }
    done++;
    counts.rows++;
    const { row: good, faults: told } = check(row);
    const first = good && seen.get(good.key);
    if (first !== undefined) {
      counts.duplicates++;
      faults.push(duplicateOf(row.line, good?.email ?? '', first));
    } else {
      faults.push(...told);
      if (good) {
        const { key, ...kept } = good;
        seen.set(key, row.line);
        rows.push(kept);
        counts.valid++;
      } else counts.invalid++;
    }
    if (rows.length >= CHUNK) await flushRows();
    if (faults.length >= CHUNK) await flushFaults();
    next = row.next;
    // What follows an open quote is not read.
    if (row.fault) break;
  }
  await flushRows();
  await flushFaults();
  if (goOn) await putSeen(tenant, doing, doing.step + 1, seen);
  return { counts, chunks, faultChunks, checkpoint: goOn };
}

const duplicateOf = (line: number, value: string, first: number): BadLine =>
  first === BEFORE
    ? { line, kind: 'duplicate', code: 'already-there', value }
    : { line, kind: 'duplicate', code: 'duplicate', value, firstLine: first };

/** Those that earlier steps met; for the first one, those of the campaign. */
async function addressesSeen(tenant: Tenant, doing: CampaignImport, campaign: Campaign): Promise<Map<string, number>> {
  if (doing.checkpoint) return readSeen(tenant, doing, doing.step);
  const seen = new Map<string, number>();
  if (campaign.next === 1) return seen;
  for await (const { email } of everyRecipient(tenant, campaign)) seen.set(addressKey(emailKey(email)), BEFORE);
  return seen;
}

async function firstRows(table: Table): Promise<Row[]> {
  const first: Row[] = [];
  for await (const row of table.rows()) if (first.push(row) >= SAMPLE) break;
  return first;
}
