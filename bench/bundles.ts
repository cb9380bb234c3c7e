import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Template } from '../infra/local/template.ts';
import { type FunctionSpec, functionsOf } from '../infra/local/wiring.ts';
import { type Figure, median } from './figures.ts';

const RUNS = 3;
const LIGHT = 600;

/** The weight of each deployed bundle, and how long a fresh process takes to import it. */
export async function bundles(template: Template): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const spec of functionsOf(template)) {
    const code = await readFile(fileOf(spec), 'utf8');
    const took: number[] = [];
    for (let i = 0; i < RUNS; i++) took.push(await importTime(spec));
    // The one word that every program that parses PDFs has to know.
    const carriesPdf = code.includes('startxref');
    figures.push({
      what: spec.useCase,
      value: Math.ceil(Buffer.byteLength(code) / 1024),
      unit: 'KB',
      ...(!carriesPdf && { limit: LIGHT }),
      note: `import ${median(took).toFixed(0).padStart(4)} ms${carriesPdf ? ', with PDF code' : ''}`,
    });
  }
  return figures.toSorted((a, b) => b.value - a.value);
}

const fileOf = ({ bundle }: FunctionSpec) => join(bundle, 'index.mjs');

/** Milliseconds of the processor, without any cache of compiled code, as in a new Lambda sandbox. */
async function importTime(spec: FunctionSpec): Promise<number> {
  const source = `const start = process.cpuUsage();
    await import(${JSON.stringify(pathToFileURL(fileOf(spec)).href)});
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1000);
    process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', source], {
    env: { AWS_REGION: 'eu-west-3' },
  });
  return Number(stdout);
}
