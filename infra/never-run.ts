import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Modules of packages that none of our functions runs, and how much each would weigh in a bundle. */
export const NEVER_RUN = [
  // Types of attachments by their file's ending, 74 KB: ours always say their type.
  'nodemailer/dist/esm/mime-funcs/mime-types.js',
  // Servers by the name of the service, 10 KB: ours are presets.
  'nodemailer/dist/esm/well-known/index.js',
  // Attachments from the web, logins by OAuth, 11 KB: ours are in our buckets, and log in by password.
  'nodemailer/dist/esm/fetch/index.js',
  'nodemailer/dist/esm/xoauth2/index.js',
  // Schemas as JSON Schema, 18 KB: the API document is made when we build.
  'zod/v4/core/json-schema-processors.js',
  'zod/v4/core/to-json-schema.js',
];

/** What packages would import only once they need it, and ours never do: answers that go on and on, 15 KB. */
const NEVER_IMPORTED = '@smithy/core/event-streams';
const gone = (module: string) => `${module} is not shipped: see infra/never-run.ts`;

/** Leaves out of the bundles what they never run: whoever calls it all the same is told where it went. */
export const withoutNeverRun: Plugin = {
  name: 'without-never-run',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: new RegExp(`^${NEVER_IMPORTED}$`) }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'never-run' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'never-run' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(gone(path))}); export {};`,
    }));
    for (const module of NEVER_RUN) {
      const filter = new RegExp(`node_modules/${module.replaceAll('.', '\\.')}$`);
      onLoad({ filter }, async ({ path }) => ({ contents: instead(module, await readFile(path, 'utf8')) }));
    }
  },
};

/** A module with the same exports, which throw when they are called or read. */
function instead(module: string, source: string): string {
  const declared = [...source.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, one]) => one);
  const renamed = [...source.matchAll(/^export \{ \w+ as (\w+) \}/gm)].map(([, one]) => one);
  const exports = [...declared, ...renamed].map((one) => `never as ${one}`);
  if (/^export default/m.test(source)) exports.push('never as default');
  return `function never() { throw new Error(${JSON.stringify(gone(module))}); }\nexport { ${exports.join(', ')} };`;
}
