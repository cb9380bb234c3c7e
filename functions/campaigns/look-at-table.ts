import { shownText } from '../../shared/tables/cell.ts';
import { proposedColumns, type Wanted } from '../../shared/tables/column-names.ts';
import type { Table } from '../../shared/tables/open-table.ts';
import { EMAIL, knownVariable } from '../certificates/known-variables.ts';
import type { Variable } from '../certificates/variable.ts';

const LOOKED_AT = 50;
const SAMPLES = 3;
const LONGEST_SAMPLE = 100;

/** What a table is, and which of its columns seems to hold what; undefined when it has no row. */
export async function lookedAt(table: Table, variables: readonly Pick<Variable, 'name' | 'label'>[]) {
  const samples = table.columns.map((): string[] => []);
  let rows = 0;
  for await (const { cells } of table.rows()) {
    for (const [at, sample] of samples.entries()) {
      const text = shownText(cells[at]);
      if (text !== null && sample.length < SAMPLES) sample.push(text.slice(0, LONGEST_SAMPLE));
    }
    if (++rows >= LOOKED_AT) break;
  }
  if (rows === 0) return undefined;
  const proposed = proposedColumns(table.columns, [
    wantedEmail,
    ...variables.filter(({ name }) => name !== EMAIL).map(wanted),
  ]);
  return {
    reading: table.reading,
    columns: table.columns.map(({ name }, at) => {
      const proposedVariable = proposed.get(at);
      return { name, samples: samples[at] ?? [], ...(proposedVariable && { proposedVariable }) };
    }),
    variables: [EMAIL, ...variables.map(({ name }) => name).filter((name) => name !== EMAIL)],
    warnings: table.warnings.map((warning) => ({ ...warning })),
    asks: table.asks,
  };
}

const wanted = ({ name, label }: Pick<Variable, 'name' | 'label'>): Wanted => ({
  name,
  titles: [label, name.replaceAll('_', ' '), ...(knownVariable(name)?.titles ?? [])],
});
const wantedEmail = wanted({ name: EMAIL, label: 'Email' });
