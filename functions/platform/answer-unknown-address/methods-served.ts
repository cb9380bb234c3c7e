import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '../../../shared/config.ts';
import { parametersOf, segmentsOf } from '../../../shared/function/route-path.ts';

type Served = readonly { pattern: string[]; methods: readonly string[] }[];

async function read(): Promise<Served> {
  const routes: Record<string, string[]> = JSON.parse(await readFile(join(config.bundle(), 'routes.json'), 'utf8'));
  return Object.entries(routes).map(([path, methods]) => ({ pattern: segmentsOf(path), methods }));
}

let kept: Promise<Served> | undefined;

/** The methods that serve a path, as the build listed them; none when nothing does. */
export async function methodsServed(path: string): Promise<string[]> {
  kept ??= read();
  const served = await kept;
  const asked = segmentsOf(path);
  const methods = served.flatMap((route) => (parametersOf(route.pattern, asked) ? route.methods : []));
  return [...new Set(methods)].sort();
}
