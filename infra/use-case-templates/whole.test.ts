import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonTestResults } from 'vitest/node';
import { newArea } from '../new-area.ts';
import { newUseCase } from '../new-use-case.ts';
import { PROJECT_ROOT } from '../use-cases.ts';
import { TEMPLATES } from './index.ts';

const run = promisify(execFile);
const bin = (name: string) => join(PROJECT_ROOT, 'node_modules', '.bin', name);
const kinds = Object.keys(TEMPLATES);
/** What a use case is said to do. */
const words = { fr: 'Essaie quelque chose.', en: 'Tries something.' };

/** A copy of the project, in which there is one new use case of each kind, and a new area. */
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
    'demo',
    'docs',
    'README.md',
    'knip.json',
    'package.json',
    'biome.json',
    'cdk.json',
    'vitest.config.ts',
    'tsconfig.json',
  ];
  for (const path of copied) await cp(join(PROJECT_ROOT, path), join(root, path), { recursive: true });
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
  written = (await Promise.all(kinds.map((kind) => newUseCase(`contacts/try-${kind}`, kind, words, root)))).flat();
  written.push(...(await newArea('sample', {}, root)).filter((file) => /\.tsx?$/.test(file)));
});
afterAll(() => rm(root, { recursive: true }));

const typed = async () => {
  const include = [
    'functions/contacts/try-*/*',
    'functions/contacts/commands/*',
    'functions/sample/**/*',
    'events/sample.ts',
    'demo/chapters/sample.ts',
  ];
  const only = { extends: './tsconfig.json', include };
  await writeFile(join(root, 'tsconfig.new.json'), JSON.stringify(only));
  return said(bin('tsc'), '--noEmit', '--incremental', '--tsBuildInfoFile', 'typed.json', '-p', 'tsconfig.new.json');
};
/** What a program says that fails; nothing when it does not. */
const said = (command: string, ...words: string[]) =>
  run(command, words, { cwd: root }).then(
    () => '',
    ({ stdout, stderr }) => `${stdout}${stderr}`,
  );
const dataModel = (...words: string[]) => said(process.execPath, 'infra/data-model.ts', ...words);

it('what is new is typed, styled, walled and written down as the rest', async () => {
  expect(await typed()).toBe('');
  expect(await said(bin('biome'), 'check', ...written)).toBe('');
  expect(await said(process.execPath, 'infra/walls.ts')).toBe('');
  expect(await dataModel('--check')).toBe('');
}, 300_000);

it('a state more is named by the check wherever nobody knows it; its use case then passes as the rest', async () => {
  const edit = async (name: string, change: (text: string) => string) => {
    const file = join(root, 'functions/sample', name);
    await writeFile(file, change(await readFile(file, 'utf8')));
  };
  await edit('sample-states.ts', (text) =>
    text
      .replace(/(?=\n {2}\},\n {2}\{)/, "\n    cancelled: say('annulé', 'cancelled'),")
      .replace(/(?=\n {2}\},\n\);)/, "\n    cancel: { from: ['sent'], to: 'cancelled' },"),
  );
  const errors = (await typed()).match(/^\S+\.tsx?(?=\()/gm) ?? [];
  expect(errors).toContain('functions/sample/sample-states.ts');
  expect(errors).toContain('functions/sample/show-sample/page.test.tsx');
  expect(await dataModel('--check')).toContain('docs/data-model/sample.md');

  await edit('sample-states.ts', (text) => text.replace(/(?=\n\} as const)/, '\n  cancelled: { confirming: false },'));
  await edit('show-sample/page.test.tsx', (text) =>
    text.replace('confirmed: false', 'confirmed: false, cancelled: false'),
  );
  written.push(...(await newUseCase('sample/cancel-sample', 'http', { ...words, noun: 'sample' }, root)));
  await dataModel();
  expect(await typed()).toBe('');
  expect(await said(bin('biome'), 'check', ...written)).toBe('');
  expect(await dataModel('--check')).toBe('');
}, 300_000);

it('what is new passes its own tests, and those that look at every area', async () => {
  const report = join(root, 'report.json');
  const looked = ['functions/contacts/try-', 'functions/sample/', 'infra/facts.', 'infra/mails.'];
  const tests = [bin('vitest'), 'run', ...looked, '--reporter=json', '--outputFile', report];
  // Without the variables of the run that this test is part of.
  const env = { PATH: process.env.PATH };
  await run(process.execPath, tests, { cwd: root, env }).catch(() => {});
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as JsonTestResults;
  const failures = testResults.flatMap(({ message, assertionResults }) => [
    message,
    ...assertionResults.flatMap(({ failureMessages }) => failureMessages ?? []),
  ]);
  expect(failures.filter(Boolean)).toEqual([]);
  const passed = testResults.filter(({ assertionResults }) => assertionResults.length > 0);
  expect(passed).toHaveLength(written.filter((file) => file.includes('.test.')).length + 2);
}, 300_000);
