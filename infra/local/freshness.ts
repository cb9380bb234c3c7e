import { spawn } from 'node:child_process';
import { glob, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT_ROOT } from '../use-cases.ts';

/** What the templates and bundles are made of. The embedded cloud and the tests only read them. */
const SOURCES = [
  'functions/**',
  'shared/**',
  'events/**',
  'infra/**',
  'cdk.json',
  'package-lock.json',
  'tsconfig.json',
];
const NOT_SOURCES = [/^infra\/local(\/|$)/, /\.test\.tsx?$/];

const SQLITE_BUSY = 5;

/** Whether a path from the project's root has a part in what is synthesized. */
export const isSource = (path: string) => !NOT_SOURCES.some((pattern) => pattern.test(path));

/** Synthesizes `cdkOut` when it is missing or older than any source. Throws what the synthesis says when it fails. */
export const ensureSynthesized = (cdkOut: string): Promise<void> =>
  inTurn(async () => {
    if (await isStale(cdkOut)) await synthesizeApart(cdkOut);
  });

/** Synthesizes `cdkOut` anew. Throws what the synthesis says when it fails. */
export const synthesizeAgain = (cdkOut: string): Promise<void> => inTurn(() => synthesizeApart(cdkOut));

/** All synthesize into the same `dist`: processes that want to at the same time wait for one another. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  const turn = new DatabaseSync(join(PROJECT_ROOT, 'node_modules', '.synthesis.lock'), { timeout: 0 });
  try {
    while (!take(turn)) await pause(100);
    await work();
  } finally {
    turn.close();
  }
}

function take(turn: DatabaseSync): boolean {
  try {
    turn.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
}

async function isStale(cdkOut: string): Promise<boolean> {
  const made = await modified(manifestOf(cdkOut));
  for await (const path of glob(SOURCES, { cwd: PROJECT_ROOT })) {
    if (isSource(path) && (await modified(join(PROJECT_ROOT, path))) > made) return true;
  }
  return false;
}

const manifestOf = (cdkOut: string) => resolve(PROJECT_ROOT, cdkOut, 'manifest.json');
const modified = async (path: string) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

/** In a process of its own, which gives back the memory that the CDK takes. */
async function synthesizeApart(cdkOut: string): Promise<void> {
  const begun = new Date();
  const script = `const { synthesize } = await import(${JSON.stringify(new URL('../synthesize.ts', import.meta.url).href)});
    await synthesize({ outDir: ${JSON.stringify(cdkOut)} });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`La synthèse a échoué. / The synthesis failed.\n${said}`);
  // A source saved while it ran may have been read before: it must count as newer.
  await utimes(manifestOf(cdkOut), begun, begun);
}
