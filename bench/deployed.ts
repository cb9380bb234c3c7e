import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engines } from '../infra/local/engines.ts';
import { functionsOf } from '../infra/local/wiring.ts';

/** The handler of a use case, from the bundle that is deployed, in this process. */
export async function deployed<H>({ template }: Engines, useCase: string): Promise<H> {
  const spec = functionsOf(template).find((each) => each.useCase === useCase);
  const { handler } = await import(pathToFileURL(join(spec?.bundle ?? '', 'index.mjs')).href);
  return handler;
}
