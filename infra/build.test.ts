import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { drawingFiles } from '../shared/documents/typefaces.ts';
import { eventually } from '../test/eventually.ts';
import { type BuiltUseCase, build } from './build.ts';
import { readModules } from './module-graph.ts';
import { NEVER_RUN } from './never-run.ts';
import { findUseCases, PROJECT_ROOT } from './use-cases.ts';

const GREET = 'functions/demo/greet';
let root: string;
let built: BuiltUseCase | undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'));
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
  await write('legal/terms.txt', 'Conditions');
  await write(
    `${GREET}/contract.ts`,
    `export default { kind: 'page', route: 'GET /greet', summary: { fr: 'Salue', en: 'Greets' }, access: [],
       files: { 'terms.txt': 'legal/terms.txt', legal: 'legal' } };`,
  );
  await write(`${GREET}/page.tsx`, 'export const Greeting = ({ name }: { name: string }) => <p>Bonjour {name}</p>;');
  await greetWith('Zoé');
  [built] = await build({ root });
});
afterAll(() => rm(root, { recursive: true }));

async function write(file: string, content: string): Promise<void> {
  await mkdir(join(root, file, '..'), { recursive: true });
  await writeFile(join(root, file), content);
}

const greetWith = (name: string) =>
  write(
    `${GREET}/handler.ts`,
    // nodemailer is CommonJS, and asks for Node's own modules.
    `import { createTransport } from 'nodemailer';
     import { Greeting } from './page.tsx';
     export const handler = async () => \`\${await Greeting({ name: '${name}' })} \${typeof createTransport}\`;`,
  );

/** Runs a copy of the bundle in a process of its own, from a folder that sees no node_modules. */
async function run({ bundle }: BuiltUseCase, env: Record<string, string> = {}): Promise<string> {
  const alone = await mkdtemp(join(tmpdir(), 'bundle-'));
  try {
    await cp(bundle, alone, { recursive: true });
    const source = `console.log(await (await import('${alone}/index.mjs')).handler())`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', source], {
      cwd: alone,
      env,
    });
    return stdout.trim();
  } finally {
    await rm(alone, { recursive: true });
  }
}

describe('the bundle of a use case', () => {
  it('leaves out what no function runs, wherever its packages keep it now', async () => {
    expect(await readFile(join(built!.bundle, 'index.mjs'), 'utf8')).not.toContain('application/vnd.zul');
    const missing = NEVER_RUN.filter((module) => !existsSync(join(PROJECT_ROOT, 'node_modules', module)));
    expect(missing).toEqual([]);
  });

  it('runs alone: pages and packages are in it', async () => {
    expect(await run(built!)).toBe('<p>Bonjour Zoé</p> function');
  });

  it('stands beside the files and folders that its contract lists', async () => {
    expect((await readdir(built!.bundle, { recursive: true })).sort()).toEqual([
      'index.mjs',
      'legal',
      join('legal', 'terms.txt'),
      'terms.txt',
    ]);
  });

  it('acts as the role that Lambda names in the environment, and says so when there is none', async () => {
    await write(
      'functions/demo/ask/contract.ts',
      `export default { kind: 'page', route: 'GET /ask', summary: { fr: 'Demande', en: 'Asks' }, access: [] };`,
    );
    await write(
      'functions/demo/ask/handler.ts',
      `import { SQSClient } from '@aws-sdk/client-sqs';
       export const handler = async () => (await new SQSClient().config.credentials()).sessionToken;`,
    );
    const ask = (await build({ root })).find(({ name }) => name === 'ask');
    const role = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session of the role' };
    const region = { AWS_REGION: 'eu-west-3' };
    expect(await run(ask!, { ...region, ...role })).toBe('session of the role');
    await expect(run(ask!, region)).rejects.toThrow('Unable to find environment variable credentials');
    await rm(join(root, 'functions/demo/ask'), { recursive: true });
  });

  it('is refused, by name, when a listed file is not there', async () => {
    await write(
      'functions/demo/lose/contract.ts',
      `export default { kind: 'page', route: 'GET /lose', summary: { fr: 'Perd', en: 'Loses' }, access: [], files: { a: 'nowhere.txt' } };`,
    );
    await write('functions/demo/lose/handler.ts', 'export const handler = async () => {};');
    await expect(build({ root })).rejects.toThrow('demo/lose lists a file that is not there: nowhere.txt');
    await rm(join(root, 'functions/demo/lose'), { recursive: true });
  });

  it('is made again when a source changes', async () => {
    const stop = new AbortController();
    const rebuilt = vi.fn<(built: BuiltUseCase[]) => void>();
    const [first] = await build({ root, watch: { rebuilt, signal: stop.signal } });
    try {
      await greetWith('Léa');
      await eventually(() => expect(rebuilt).toHaveBeenCalled());
      expect(await run(first!)).toBe('<p>Bonjour Léa</p> function');
    } finally {
      stop.abort();
    }
  });
});

it('the fonts stand beside the functions that draw names, and beside no other', async () => {
  const modules = await readModules(PROJECT_ROOT);
  const reached = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const needed of modules.get(file)?.needs ?? []) reached(needed, seen);
    return seen;
  };
  const useCases = await findUseCases();
  const drawing = useCases.filter(({ directory }) =>
    reached(relative(PROJECT_ROOT, join(directory, 'handler.ts'))).has('shared/documents/lettering.ts'),
  );
  const carrying = useCases.filter(({ contract }) =>
    Object.entries(drawingFiles).every(([target, source]) => contract.files?.[target] === source),
  );
  expect(carrying.map(({ name }) => name).sort()).toEqual([
    'assemble-evidence',
    'download-badge-picture',
    'get-certificate-template-preview',
    'get-recipient-preview',
    'issue-campaign',
    'prove-certificate',
    'reissue-certificate',
    'seal-certificate',
    'seal-consent',
    'seal-document',
  ]);
  expect(drawing.map(({ name }) => name).sort()).toEqual(carrying.map(({ name }) => name).sort());
});
