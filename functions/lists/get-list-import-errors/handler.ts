import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { putText } from '../../../shared/objects/put-text.ts';
import { writeCsv } from '../../../shared/tables/write-csv.ts';
import type { Locale } from '../../../shared/text.ts';
import { lineText } from '../import-faults.ts';
import { findList } from '../list.ts';
import { downloadKey } from '../list-export.ts';
import { faultsOf, findImport, type ListImport } from '../list-import.ts';
import type { ImportFault } from '../list-import-view.ts';
import contract from './contract.ts';

/** Faults of one page; those of a step stay together. */
const PAGE = 500;

export const handler = serve(
  contract,
  async ({ params, query: { format, kind, cursor }, actor: { tenant }, locale }) => {
    const { id: listId } = await findList(tenant, params.listId);
    const doing = await findImport(tenant, listId, params.importId);
    const isAsked = (fault: ImportFault) => kind === 'all' || fault.kind === kind;
    if (format === 'csv') {
      const rows = csvRows(tenant, doing, isAsked, locale);
      const to = {
        bucket: 'tables' as const,
        key: downloadKey(tenant, doing.id, 'csv'),
        contentType: 'text/csv; charset=utf-8',
      };
      const file = await putText(to, writeCsv(rows));
      const name = `${doing.filename.replace(/\.[^.]*$/, '')} - ${locale === 'fr' ? 'erreurs' : 'errors'}.csv`;
      return { status: 303, body: undefined, headers: { location: await presignDownload(file, name, true) } };
    }
    const items = [];
    for await (const { step, faults } of faultsOf(tenant, doing.id, cursor)) {
      if (items.length >= PAGE) return { status: 200, body: { items, nextCursor: String(step) } };
      items.push(...faults.filter(isAsked).map((fault) => ({ ...fault, message: lineText(fault.code)[locale] })));
    }
    return { status: 200, body: { items } };
  },
);

const TITLES = {
  fr: ['Ligne', 'Code', 'Raison', 'Colonne', 'Valeur', 'Première ligne', 'Suggestion'],
  en: ['Line', 'Code', 'Reason', 'Column', 'Value', 'First line', 'Suggestion'],
};

async function* csvRows(
  tenant: Parameters<typeof faultsOf>[0],
  { id }: ListImport,
  isAsked: (fault: ImportFault) => boolean,
  locale: Locale,
): AsyncGenerator<(string | null)[]> {
  yield TITLES[locale];
  for await (const { faults } of faultsOf(tenant, id)) {
    for (const { line, code, column, value, firstLine, suggestion } of faults.filter(isAsked)) {
      const reason = lineText(code)[locale];
      yield [
        `${line}`,
        code,
        reason,
        column ?? null,
        value ?? null,
        firstLine ? `${firstLine}` : null,
        suggestion ?? null,
      ];
    }
  }
}
