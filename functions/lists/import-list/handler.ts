import { serve } from '../../../shared/function/queue.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { Problem } from '../../../shared/problem/problem.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { refusalOf, withTable } from '../../../shared/tables/imported-table.ts';
import { mappingOf } from '../import-columns.ts';
import { takeRows } from '../import-step.ts';
import { getList, grow } from '../list.ts';
import { accept } from '../list-acceptance.ts';
import { type Found, fail, type ListImport, listImports, looked, progressed } from '../list-import.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, importId, step }, now }) => {
  const doing = await listImports.get(tenant, { id: importId });
  // A message for the step that is awaited bears its number; the first look bears none that was done.
  if (!doing || step < doing.step) return [];
  if (doing.status === 'awaiting-upload') {
    return (await accept(tenant, doing, now)) ?? fail(tenant, doing, 'never-uploaded', now);
  }
  if (doing.status !== 'reading' && doing.status !== 'importing') return [];
  try {
    return await (doing.status === 'reading' ? look(tenant, doing, now) : goOn(tenant, doing, now));
  } catch (error) {
    const reason = failureOf(error);
    if (reason) return fail(tenant, doing, reason, now);
    throw error;
  }
});

/** Why an import cannot go on; undefined for what may pass. */
function failureOf(error: unknown): string | undefined {
  return error instanceof Problem && error.type === 'too-many-fields' ? error.type : refusalOf(error);
}

/** Goes over the whole file: what its columns are, and whether it can be read to its end. */
async function look(tenant: Tenant, doing: ListImport, now: Date): Promise<Write[]> {
  const found = await withTable(doing.file, doing.given?.reading, async (table): Promise<Found | undefined> => {
    const fileErrors: Found['fileErrors'] = [];
    let rows = 0;
    for await (const { line, fault } of table.rows()) {
      if (fault) fileErrors.push({ line, code: 'unclosed-quote' });
      else rows++;
    }
    if (rows === 0 && !fileErrors.length) return undefined;
    const mapping = mappingOf(table, doing.given?.mapping);
    const isConfirmed = doing.given?.isConfirmed ?? false;
    const asks: Found['asks'] = [
      ...(mapping ? [] : ['email' as const]),
      ...(isConfirmed ? [] : table.asks),
      ...(fileErrors.length && !isConfirmed ? ['unread-rest' as const] : []),
    ];
    return { table, fileErrors, mapping, asks };
  });
  return found ? looked(tenant, doing, found, now) : fail(tenant, doing, 'no-rows', now);
}

async function goOn(tenant: Tenant, doing: ListImport, now: Date): Promise<Write[]> {
  const list = await getList(tenant, doing.listId);
  if (!list) return fail(tenant, doing, 'list-deleted', now);
  return withTable(doing.file, doing.reading, async (table) => {
    const { fields, ...progress } = await takeRows(tenant, doing, table, doing.mapping ?? {}, now);
    return [...progressed(tenant, doing, progress, now), grow(tenant, list, progress.counts.accepted, fields)];
  });
}
