import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformSync } from 'esbuild';

/** The one module that asks which mails there are. */
const EVERY_MAIL = resolve(import.meta.dirname, '../shared/mails/every-mail.ts');
const ASKED = /import\.meta\.glob(?:<.*?>)?\(\s*'\/([^']+)',\s*\{\s*eager: true,\s*import: '(\w+)',?\s*\}\s*\)/g;

/** Its source, in which the files that it asks for are imported one by one: Vite does that for tests. */
function everyMail(root: string): string {
  const imports: string[] = [];
  const source = readFileSync(EVERY_MAIL, 'utf8').replaceAll(ASKED, (_, pattern: string, exported: string) => {
    const entries = globSync(pattern, { cwd: root })
      .sort()
      .map((file) => {
        const local = `$${imports.length}`;
        imports.push(`import { ${exported} as ${local} } from ${JSON.stringify(join(root, file))};`);
        return `${JSON.stringify(`/${file}`)}: ${local}`;
      });
    return `{ ${entries.join(', ')} }`;
  });
  return [...imports, source].join('\n');
}

/** Puts every mail of `root` into the bundles that write mail, and only its declaration into those that send it. */
export const withMails = (root: string): Plugin => ({
  name: 'with-mails',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]shared[/\\]mails[/\\]every-mail\.ts$/ }, () => ({
      contents: everyMail(root),
      loader: 'ts',
      resolveDir: dirname(EVERY_MAIL),
      // A mail that is added while we watch.
      watchDirs: globSync('functions/{,*,*/mails}', { cwd: root }).map((folder) => join(root, folder)),
      watchFiles: [EVERY_MAIL],
    }));
  },
});

let registered = false;

/** Lets a script of ours import mails, which Node itself cannot read. */
export function readMails(root: string): void {
  if (registered) return;
  registered = true;
  registerHooks({
    load(url, context, next) {
      const file = url.startsWith('file:') ? fileURLToPath(url) : '';
      const isEveryMail = file === EVERY_MAIL;
      if (!isEveryMail && (!file.endsWith('.tsx') || file.includes('node_modules'))) return next(url, context);
      const source = isEveryMail ? everyMail(root) : readFileSync(file, 'utf8');
      const { code } = transformSync(source, {
        loader: isEveryMail ? 'ts' : 'tsx',
        jsx: 'automatic',
        jsxImportSource: 'hono/jsx',
      });
      return { format: 'module', shortCircuit: true, source: code };
    },
  });
}
