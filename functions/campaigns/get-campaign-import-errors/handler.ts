import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { putText } from '../../../shared/objects/put-text.ts';
import { writeCsv } from '../../../shared/tables/write-csv.ts';
import type { Locale } from '../../../shared/text.ts';
import { findCampaign } from '../campaign.ts';
import { type CampaignImport, findImport } from '../campaign-import.ts';
import { type BadLine, readFaults } from '../import-chunks.ts';
import { lineText } from '../import-faults.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params, query: { format, kind, cursor = 1 }, actor: { tenant }, locale }) => {
    const { id } = await findCampaign(tenant, params.campaignId);
    const doing = await findImport(tenant, id, params.importId);
    if (format === 'csv') {
      const to = {
        bucket: 'imports' as const,
        key: `${tenant}/${doing.id}/errors.csv`,
        contentType: 'text/csv; charset=utf-8',
      };
      const file = await putText(to, writeCsv(badLines(tenant, doing, locale)));
      const name = `${doing.filename.replace(/\.[^.]*$/, '')} - ${locale === 'fr' ? 'à corriger' : 'to correct'}.csv`;
      return { status: 303, body: undefined, headers: { location: await presignDownload(file, name, true) } };
    }
    const items = [];
    for (let chunk = cursor; chunk <= doing.faultChunks; chunk++) {
      if (items.length > 0 && chunk > cursor) return { status: 200, body: { items, nextCursor: String(chunk) } };
      const faults = await readFaults(tenant, doing, chunk);
      items.push(
        ...faults
          .filter((fault) => kind === 'all' || fault.kind === kind)
          .map((fault) => ({ ...fault, reason: lineText(fault.code)[locale] })),
      );
    }
    return { status: 200, body: { items } };
  },
);

const REASON: Readonly<Record<Locale, string>> = { fr: 'À corriger', en: 'To correct' };

/** The lines that were rejected as they stood in the file, under its titles, each once with all that is wrong with it. */
async function* badLines(tenant: Tenant, doing: CampaignImport, locale: Locale): AsyncGenerator<(string | null)[]> {
  const titles = (doing.columns ?? []).map(({ name }) => name);
  yield [...titles, REASON[locale]];
  const rowOf = (faults: readonly BadLine[]) => {
    const cells = faults.find((fault) => fault.cells)?.cells ?? [];
    const reasons = faults.map(({ code, column }) => [column, lineText(code)[locale]].filter(Boolean).join(' : '));
    return [...titles.map((_, at) => cells[at] ?? null), reasons.join(' ')];
  };
  let line: BadLine[] = [];
  for (let chunk = 1; chunk <= doing.faultChunks; chunk++) {
    for (const fault of await readFaults(tenant, doing, chunk)) {
      if (fault.kind !== 'rejected') continue;
      if (line[0] && line[0].line !== fault.line) {
        yield rowOf(line);
        line = [];
      }
      line.push(fault);
    }
  }
  if (line.length > 0) yield rowOf(line);
}
