import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { AnyActs } from '../functions/proof/acts.ts';
import { readModules } from './module-graph.ts';
import { PROJECT_ROOT } from './use-cases.ts';

/** Every catalogue of acts, and the modules that use cases run, by their path. */
const catalogues: { file: string; acts: AnyActs }[] = [];
for await (const file of glob('functions/*/*-acts.ts', { cwd: PROJECT_ROOT }))
  for (const acts of Object.values<AnyActs>(await import(join(PROJECT_ROOT, file)))) catalogues.push({ file, acts });
const running = new Map<string, string>();
beforeAll(async () => {
  const graph = await readModules(PROJECT_ROOT);
  const reached = new Set([...graph.keys()].filter((file) => /^functions\/[^/]+\/[^/]+\/handler\.ts$/.test(file)));
  for (const file of reached) for (const next of graph.get(file)?.needs ?? []) if (graph.has(next)) reached.add(next);
  for (const file of reached) running.set(file, await readFile(join(PROJECT_ROOT, file), 'utf8'));
});

/** The acts that a module records: `act: 'opened'`, or `act: x ? 'opened' : 'signed'`. A type, which begins with a capital, records nothing. */
const recordedIn = (text: string): string[] =>
  [...text.matchAll(/\bact: (?![A-Z])([^,;}]+)[,}]/g)].flatMap(([, value = '']) =>
    [...value.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name),
  );

describe.each(catalogues)('the acts of $file', ({ file, acts }) => {
  const area = file.split('/').slice(0, 2).join('/');

  it('are each recorded by some use case', () => {
    const ours = [...running].filter(([module]) => module.startsWith(`${area}/`) && module !== file);
    const recorded = new Set(ours.flatMap(([, text]) => recordedIn(text)));
    const done = Object.entries<{ by: readonly string[] }>(acts.declared).filter(([, { by }]) => by.length > 0);
    expect(done.map(([name]) => name).filter((name) => !recorded.has(name))).toEqual([]);
  });

  it('are told in both languages, no two in the same words, and keep no fact both in clear and to be erased', () => {
    for (const locale of ['fr', 'en'] as const) {
      const words = Object.keys(acts.declared).map((name) => acts.wordsOf(name, locale));
      expect(words.filter((text) => text.trim() === '')).toEqual([]);
      expect(new Set(words).size).toBe(words.length);
    }
    for (const { details = {}, personal = {} } of Object.values<Record<'details' | 'personal', object>>(acts.declared))
      expect(Object.keys(details).filter((name) => name in personal)).toEqual([]);
  });
});

test('there are catalogues, and what runs records by them alone', () => {
  expect(catalogues.length).toBeGreaterThan(0);
  const appending = [...running].filter(([, text]) => /\bappend\b[^;]*from '[^']*\/ledger\.ts'/.test(text));
  expect(appending.map(([file]) => file)).toEqual(['functions/proof/acts.ts']);
});

test.each([
  ["{ act: 'opened', actor }", ['opened']],
  ["return late ? { act: about === 'x' ? 'email-sent' : 'notified', at } : {}", ['x', 'email-sent', 'notified']],
  ["const act: RequestActOf<'filed'> = requestActs.among(chain, 'sealed')", []],
  ["act === 'signed' ? { status: 'opened' } : {}", []],
])('%s records %j', (text, names) => {
  expect(recordedIn(text)).toEqual(names);
});
