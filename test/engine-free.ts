import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** What only a process of its own may do: others in it would see. */
const TOUCHES_THE_PROCESS =
  /process\.(env|on|chdir)|setVariables|letThrough|vi\.(mock|doMock|stub|useFake|spyOn|resetModules)|globalThis\.\w+ =/;

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
  return globSync('{functions,shared,infra,test}/**/*.test.ts', { cwd: root })
    .filter((file) => !TOUCHES_THE_PROCESS.test(readFileSync(join(root, file), 'utf8')))
    .filter((file) => !needsEngines(join(root, file)))
    .sort();
}
