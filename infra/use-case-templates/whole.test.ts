import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonTestResults } from 'vitest/node';
import { newUseCase } from '../new-use-case.ts';
import { PROJECT_ROOT } from '../use-cases.ts';
import { findBreaches } from '../walls.ts';
import { TEMPLATES } from './index.ts';

const run = promisify(execFile);
const bin = (name: string) => join(PROJECT_ROOT, 'node_modules', '.bin', name);
const kinds = Object.keys(TEMPLATES);

/** A copy of the project, in which there is one new use case of each kind. */
let root: string;
let written: string[];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'new-use-case-'));
  const copied = [
    'shared',
    'infra',
    'test',
    'functions',
    'events',
    'package.json',
    'biome.json',
    'cdk.json',
    'vitest.config.ts',
    'tsconfig.json',
  ];
  for (const path of copied) await cp(join(PROJECT_ROOT, path), join(root, path), { recursive: true });
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
  written = (await Promise.all(kinds.map((kind) => newUseCase(`contacts/try-${kind}`, kind, root)))).flat();
});
afterAll(() => rm(root, { recursive: true }));

describe('each kind of new use case', () => {
  it('is typed, styled and walled as the rest', async () => {
    const only = {
      extends: './tsconfig.json',
      include: ['functions/contacts/try-*/*', 'functions/contacts/commands/try-*'],
    };
    await writeFile(join(root, 'tsconfig.new.json'), JSON.stringify(only));
    const typed = await run(bin('tsc'), ['--noEmit', '-p', 'tsconfig.new.json'], { cwd: root }).catch((error) => error);
    expect(typed.stdout).toBe('');
    await run(bin('biome'), ['check', ...written], { cwd: root });
    expect((await findBreaches(root)).filter((breach) => breach.includes('/try-'))).toEqual([]);
  }, 300_000);

  it('passes its own test', async () => {
    const report = join(root, 'report.json');
    const tests = [bin('vitest'), 'run', 'functions/contacts/try-', '--reporter=json', '--outputFile', report];
    // Without the variables of the run that this test is part of.
    const env = { PATH: process.env.PATH };
    await run(process.execPath, tests, { cwd: root, env }).catch(() => {});
    const { testResults } = JSON.parse(await readFile(report, 'utf8')) as JsonTestResults;
    const failures = testResults.flatMap(({ message, assertionResults }) => [
      message,
      ...assertionResults.flatMap(({ failureMessages }) => failureMessages ?? []),
    ]);
    expect(failures.filter(Boolean)).toEqual([]);
    expect(testResults.filter(({ assertionResults }) => assertionResults.length > 0)).toHaveLength(
      written.filter((file) => file.includes('.test.')).length,
    );
  }, 300_000);
});
