import { glob, readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/** A module and what it imports: paths from the project's root, or names of packages. */
export interface Module {
  imports: string[];
  /** Without those that only lend a type. */
  needs: string[];
}
export type ModuleGraph = ReadonlyMap<string, Module>;

/** Every module of our own under `root` and what it imports, types included. */
export async function readModules(root: string): Promise<ModuleGraph> {
  const entryPoints: string[] = [];
  for await (const file of glob('{functions,shared,events,infra,test,bench,demo}/**/*.{ts,tsx}', { cwd: root }))
    if (!/\.d\.ts$/.test(file)) entryPoints.push(join(root, file));
  const [all, needed] = await Promise.all([
    importsOf(root, entryPoints, [apart, typesAsValues]),
    importsOf(root, entryPoints, [apart]),
  ]);
  return new Map([...all].map(([file, imports]) => [file, { imports, needs: needed.get(file) ?? [] }] as const));
}

async function importsOf(root: string, entryPoints: string[], plugins: Plugin[]): Promise<Map<string, string[]>> {
  const { metafile } = await build({
    entryPoints,
    absWorkingDir: root,
    outdir: join(root, 'dist'),
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, jsx: 'react-jsx', jsxImportSource: 'hono/jsx' } },
    loader: { '.css': 'empty', '.svg': 'empty' },
    logLevel: 'silent',
    plugins,
  });
  return new Map(
    Object.entries(metafile.inputs).map(([file, input]) => [relative(root, join(root, file)), pathsOf(input)]),
  );
}

const pathsOf = ({ imports }: Metafile['inputs'][string]) => [
  ...new Set(imports.filter(({ path }) => path !== '<runtime>').map(({ path }) => path)),
];

/** Each module is read by itself: linking hundreds of them, one bundle each, would take most of the time. */
const apart: Plugin = {
  name: 'apart',
  setup: ({ onResolve, initialOptions: { absWorkingDir = '' } }) =>
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
      kind === 'entry-point' ? undefined : { path: relative(absWorkingDir, join(resolveDir, path)), external: true },
    ),
};

/** esbuild forgets `import type`; a wall must not. */
const typesAsValues: Plugin = {
  name: 'types-as-values',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/^(import|export) type (?=[{*\w].*?from |\{)/gm, '$1 '),
      loader: extname(path) === '.tsx' ? 'tsx' : 'ts',
    })),
};
