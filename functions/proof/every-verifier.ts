import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Verifier } from './verify.ts';

/**
 * Those of every area that makes bundles, found where they stand.
 * @param functions the folder of the areas
 * @throws Error when two state the same kind: neither could be trusted to be the one that is asked
 */
export async function everyVerifier(functions = join(import.meta.dirname, '..')): Promise<Verifier[]> {
  const files = globSync('*/proof/verifier.ts', { cwd: functions }).toSorted();
  const found = await Promise.all(files.map(async (file) => (await import(join(functions, file))).default as Verifier));
  const twice = found.find(({ kind }, i) => found.findIndex((other) => other.kind === kind) !== i);
  if (twice) throw new Error(`Two of ${files.join(', ')} verify the kind ${twice.kind}`);
  return found;
}
