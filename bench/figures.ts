/** One line of the table: what was measured, how much it is, and how much it may be. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** The most that is aimed at; none when the figure only informs. */
  limit?: number;
  /** What the value means, or is made of. */
  note?: string;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds that a job takes. */
export async function timed(job: () => unknown): Promise<number> {
  const start = performance.now();
  await job();
  return performance.now() - start;
}

/** Milliseconds that a job keeps the processor: what it takes on a machine that does nothing else. */
export async function worked(job: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Runs jobs in turn, `times` times over, so that a busy moment of the machine falls on all; their medians, in ms.
 * A first round of a tenth is not counted: it is the compiler's.
 */
export async function sideBySide<N extends string>(jobs: Record<N, () => unknown>, times: number, measure = timed) {
  const all = (Object.keys(jobs) as N[]).map((name) => ({ name, job: jobs[name], took: [] as number[] }));
  for (let i = 0; i < times / 10; i++) for (const { job } of all) await job();
  for (let i = 0; i < times; i++) for (const { job, took } of all) took.push(await measure(job));
  return Object.fromEntries(all.map(({ name, took }) => [name, median(took)])) as Record<N, number>;
}

const shown = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value % 1 ? 2 : 0);

/** Prints figures beside their limits; how many are over. */
export function print(title: string, figures: readonly Figure[]): number {
  const rows = figures.map(({ what, value, unit, limit, note = '' }) => ({
    what,
    value: `${shown(value)} ${unit}`,
    limit: limit === undefined ? '' : `${shown(limit)} ${unit}`,
    verdict: limit === undefined ? '' : value <= limit ? 'ok' : 'OVER',
    note,
  }));
  const width = (column: 'what' | 'value' | 'limit') => Math.max(...rows.map((row) => row[column].length), 5);
  const line = (what: string, value: string, limit: string, verdict: string, note: string) =>
    `  ${what.padEnd(width('what'))}  ${value.padStart(width('value'))}  ${limit.padStart(width('limit'))}  ${verdict.padEnd(4)}  ${note}`.trimEnd();
  console.log(`\n${title}\n${line('', 'value', 'limit', '', '')}`);
  for (const { what, value, limit, verdict, note } of rows) console.log(line(what, value, limit, verdict, note));
  return rows.filter(({ verdict }) => verdict === 'OVER').length;
}
