import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** What the next file in the process would see: modules in place of others, listeners, clients that go elsewhere. */
const CHANGES_THE_PROCESS =
  /process\.(on|chdir)|vi\.(mock|doMock|stub|useFake|spyOn|resetModules)|globalThis\.\w+ =|ownPost\(|AWS_ENDPOINT_URL/;
/** Variables, which are set back before each file that needs engines, and before no other. */
const SETS_VARIABLES = /process\.env|setVariables|letThrough/;

const testFiles = (root: string): { file: string; text: string }[] =>
  globSync('{functions,shared,infra,test}/**/*.test.ts', { cwd: root })
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    .sort((one, other) => (one.file < other.file ? -1 : 1));

/** The test files that need a process of their own. */
export const ofTheirOwn = (root: string): string[] =>
  testFiles(root).flatMap(({ file, text }) => (CHANGES_THE_PROCESS.test(text) ? [file] : []));

/**
 * The test files that need no engine, found by what they import: nothing that reads the environment, from there on. They
 * share processes, one file after the other, and start nothing.
 */
export function engineFree(root: string): string[] {
  const known = new Map<string, boolean>();
  const needsEngines = (file: string): boolean => {
    const found = known.get(file);
    if (found !== undefined) return found;
    known.set(file, false);
    // Text of a template, which only looks like an import.
    if (!existsSync(file)) return false;
    const text = readFileSync(file, 'utf8');
    const needs =
      relative(root, file) === join('shared', 'config.ts') ||
      [...text.matchAll(/^(?:import|export)(?! type)[^;]*?from '(\.[^']+\.tsx?)'|import\('(\.[^']+\.tsx?)'\)/gm)].some(
        ([, named = '', later = named]) => needsEngines(resolve(dirname(file), later)),
      );
    known.set(file, needs);
    return needs;
  };
  return testFiles(root).flatMap(({ file, text }) =>
    CHANGES_THE_PROCESS.test(text) || SETS_VARIABLES.test(text) || needsEngines(join(root, file)) ? [] : [file],
  );
}
