import { serve } from '../../../shared/function/http.ts';
import { invalid } from '../../../shared/problem/problem.ts';
import { columnAt } from '../../../shared/tables/column-names.ts';
import { say } from '../../../shared/text.ts';
import { findList } from '../list.ts';
import { findImport, mapped, viewOf } from '../list-import.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params, body: { reading, ...mapping }, actor: { tenant }, locale, now }) => {
    const { id } = await findList(tenant, params.listId);
    const doing = await findImport(tenant, id, params.importId);
    // Read otherwise, the file may have other columns: it is looked at again.
    if (!reading) mustBeThere(doing.columns ?? [], mapping);
    const given = { mapping, ...(reading && { reading }), isConfirmed: true };
    const write = mapped(tenant, doing, given, now);
    return { status: 202, body: viewOf({ ...doing, status: 'reading' }, locale), writes: [write] };
  },
);

/** @throws 422 naming each field whose column is not there, and the columns that are */
function mustBeThere(
  columns: { name: string; title: string | null }[],
  mapping: Record<string, string | number>,
): void {
  const lost = Object.entries(mapping).filter(([, asked]) => columnAt(columns, asked) === undefined);
  if (!lost.length || !columns.length) return;
  const names = columns.map(({ name }) => name).join(', ');
  throw invalid(
    lost.map(([field, asked]) => ({
      pointer: `/${field}`,
      detail: say(
        `Le fichier n’a pas de colonne « ${asked} ». Il a : ${names}.`,
        `The file has no column “${asked}”. It has: ${names}.`,
      ),
    })),
  );
}
