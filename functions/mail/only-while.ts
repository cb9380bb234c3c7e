import * as z from 'zod';
import { readRow } from '../../shared/table/read.ts';

/**
 * What must hold of a row of the area that sends a mail for it to leave: its status, read again immediately before each
 * hand-off. Who delivers mail knows nothing of that area.
 */
export const onlyWhile = z.object({
  row: z.object({ pk: z.string(), sk: z.string() }),
  status: z.array(z.string()),
  /** It may leave when there is no such row, too. */
  orAbsent: z.boolean().optional(),
});
export type OnlyWhile = z.infer<typeof onlyWhile>;

export async function holds(condition: OnlyWhile | undefined): Promise<boolean> {
  if (!condition) return true;
  const found = await readRow(condition.row);
  return found ? condition.status.includes(String(found.status)) : condition.orAbsent === true;
}
