import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type ModuleGraph, readModules } from './module-graph.ts';
import { findUseCases, PROJECT_ROOT } from './use-cases.ts';
import { breaches, FLOORS, findBreaches } from './walls.ts';

const USE_CASE = 'functions/signatures/sign-document';
const CONTRACT = `${USE_CASE}/contract.ts`;
const HANDLER = `${USE_CASE}/handler.ts`;

/** A project in which the handler, a contract and these modules import what is said. */
function project(imports: Record<string, string[]>): ModuleGraph {
  const others = ['functions/contacts/add-contact/contract.ts', 'functions/contacts/add-contact/handler.ts'];
  const files = new Set([CONTRACT, HANDLER, ...others, ...Object.keys(imports), ...Object.values(imports).flat()]);
  return new Map(
    [...files].map((file) => [file, { imports: imports[file] ?? [], needs: imports[file] ?? [] }] as const),
  );
}
const manifest = { scripts: { start: 'node infra/app.ts' }, devDependencies: { vitest: '5' } };

describe('imports that cross a wall', () => {
  it.each([
    [
      'shared/ that knows a domain',
      { [HANDLER]: ['shared/clock.ts'], 'shared/clock.ts': ['functions/contacts/contact.ts'] },
    ],
    ['shared/ that knows an event', { [HANDLER]: ['shared/clock.ts'], 'shared/clock.ts': ['events/signature.ts'] }],
    ['an event that knows a domain', { [HANDLER]: ['events/a.ts'], 'events/a.ts': ['functions/contacts/contact.ts'] }],
    ['a handler that calls another', { [HANDLER]: ['functions/contacts/add-contact/handler.ts'] }],
    [
      'a noun that calls a handler',
      { [HANDLER]: ['functions/signatures/x.ts'], 'functions/signatures/x.ts': [CONTRACT] },
    ],
    [
      'an area that reads one above it',
      { 'functions/contacts/add-contact/handler.ts': ['functions/signatures/signer.ts'] },
    ],
    ['an area that reads one beside it', { [HANDLER]: ['functions/shop/order.ts'] }],
    ['an area that nobody placed', { [HANDLER]: ['functions/weather/rain.ts'] }],
    [
      'the ledger that reads an area',
      { [HANDLER]: ['functions/proof/ledger.ts'], 'functions/proof/ledger.ts': ['functions/accounts/account.ts'] },
    ],
    ['infra/ that runs a handler', { 'infra/app.ts': [HANDLER] }],
    ['infra/ that reads a noun', { 'infra/app.ts': ['functions/contacts/contact.ts'] }],
    ['a contract that brings an SDK', { [CONTRACT]: ['@aws-sdk/client-s3'] }],
    ['a contract that reads a file', { [CONTRACT]: ['node:fs'] }],
    [
      'a mail that brings its area along',
      { 'functions/signatures/mails/a-mail.tsx': ['functions/signatures/signer.ts'] },
    ],
    ['a handler that needs the embedded cloud', { [HANDLER]: ['infra/local/cloud.ts'] }],
    ['a handler that needs a test', { [HANDLER]: ['test/tenant.ts'] }],
    ['a handler that needs what is not installed in production', { [HANDLER]: ['vitest/config'] }],
  ])('%s', (_, imports) => {
    expect(breaches(project(imports as Record<string, string[]>), manifest)).not.toEqual([]);
  });

  it('modules that import in circles, once', () => {
    const circle = { 'shared/a.ts': ['shared/b.ts'], 'shared/b.ts': ['shared/c.ts'], 'shared/c.ts': ['shared/b.ts'] };
    expect(breaches(project(circle), manifest)).toEqual([
      expect.stringContaining('shared/b.ts -> shared/c.ts -> shared/b.ts'),
    ]);
  });
});

/** Whether an area may read the nouns of another. */
const reads = (reader: string, read: string): boolean => {
  const handler = `functions/${reader}/do-something/handler.ts`;
  const seen = project({
    [handler]: [`functions/${read}/noun.ts`],
    [`functions/${reader}/do-something/contract.ts`]: [],
  });
  return breaches(seen, manifest).length === 0;
};

describe('the floors of the house', () => {
  it.each([
    ['portal', 'certificates'],
    ['integrations', 'lists'],
    ['mailings', 'consents'],
    ['mailings', 'lists'],
    ['shop', 'lists'],
    ['certificates', 'documents'],
    ['signatures', 'consents'],
    ['consents', 'contacts'],
    ['contacts', 'users'],
    ['accounts', 'mail'],
    ['mail', 'sending-accounts'],
    ['mail', 'mail-wording'],
    ['sender-domains', 'sending-accounts'],
    ['mail-wording', 'proof'],
  ])('%s reads %s, never the other way round', (above, below) => {
    expect([reads(above, below), reads(below, above)]).toEqual([true, false]);
  });

  const neighbours = FLOORS.flatMap(({ areas }) =>
    areas.flatMap((one) => areas.filter((other) => other !== one).map((other) => [one, other] as const)),
  );
  it.each(neighbours)('%s does not read %s, which stands beside it', (one, other) => {
    expect(reads(one, other)).toBe(false);
  });

  it('has a place for every area but the platform’s own, which reads none', async () => {
    const placed = new Set(FLOORS.flatMap(({ areas }) => areas));
    const areas = await readdir(join(PROJECT_ROOT, 'functions'));
    expect(areas.filter((area) => !placed.has(area))).toEqual(['platform']);
  });
});

describe.each([
  ['mail', 'who sends it'],
  ['proof', 'what it proves'],
])('%s knows nothing of %s', async (floor) => {
  const below = FLOORS.slice(FLOORS.findIndex(({ areas }) => areas.includes(floor))).flatMap(({ areas }) => areas);
  const strangers = (await findUseCases()).filter(({ area }) => !below.includes(area));
  const files = globSync(`functions/${floor}/**/*.{ts,tsx}`, { cwd: PROJECT_ROOT });

  it.each(files.filter((file) => !file.includes('.test.')))(
    '%s names no area above, nor what one does',
    async (file) => {
      const text = await readFile(join(PROJECT_ROOT, file), 'utf8');
      const named = strangers.flatMap(({ area, name }) =>
        [`/${area}/`, name].filter((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text)),
      );
      expect(named).toEqual([]);
    },
  );
});

it('imports that keep to their side are not refused', () => {
  const kept = {
    [CONTRACT]: ['zod', 'shared/function/contract.ts', 'functions/signatures/signer.ts'],
    [HANDLER]: [
      CONTRACT,
      `${USE_CASE}/page.tsx`,
      'functions/contacts/contact.ts',
      'functions/mail/mail.ts',
      'events/signature.ts',
    ],
    'functions/signatures/signer.ts': ['functions/proof/ledger.ts', '@aws-sdk/client-s3', 'node:crypto'],
    'infra/app.ts': [CONTRACT, 'shared/clock.ts', 'vitest'],
    'shared/pages/client/page.ts': ['vitest'],
    [`${USE_CASE}/handler.test.ts`]: ['test/tenant.ts', 'functions/contacts/add-contact/handler.ts'],
    'functions/signatures/steps-of-tests.ts': ['test/tenant.ts', 'functions/contacts/add-contact/handler.ts'],
  };
  expect(breaches(project(kept), manifest)).toEqual([]);
});

describe('what is read of a module', () => {
  let root: string;
  afterAll(() => rm(root, { recursive: true }));

  it('every import, those of types apart, which make no circle', async () => {
    root = await mkdtemp(join(tmpdir(), 'walls-'));
    const files = {
      'shared/a.ts': `import type { B } from './b.ts';\nimport { type C, c } from './c.ts';\nexport const a: B | C = c;`,
      'shared/b.ts': `export { a } from './a.ts';\nexport type B = 1;\nexport * from 'zod';`,
      'shared/c.ts': `export type C = 2;\nexport const c = 2;\nexport const later = () => import('node:fs');`,
      'shared/d.tsx': `import type { A } from 'hono';\nexport const d = (a: A) => <p>{a}</p>;`,
    };
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), content);
    }
    const graph = await readModules(root);
    expect(graph.get('shared/a.ts')).toEqual({ imports: ['shared/b.ts', 'shared/c.ts'], needs: ['shared/c.ts'] });
    expect(graph.get('shared/b.ts')?.needs.sort()).toEqual(['shared/a.ts', 'zod']);
    expect(graph.get('shared/c.ts')?.needs).toEqual(['node:fs']);
    expect(graph.get('shared/d.tsx')?.imports).toContain('hono');
    expect(breaches(graph, {})).toEqual([]);
  });
});

it('our own imports cross no wall', async () => {
  expect(await findBreaches()).toEqual([]);
});
