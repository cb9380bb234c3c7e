import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildAssets } from './assets.ts';
import { withMails } from './mails.ts';
import { withoutNeverRun } from './never-run.ts';
import { writeOpenApi } from './openapi.ts';
import { writeRouteList } from './route-list.ts';
import { findUseCases, PROJECT_ROOT, type UseCase } from './use-cases.ts';

export interface BuiltUseCase extends UseCase {
  /** Absolute path of the folder that is deployed: `index.mjs` and the contract's files. */
  bundle: string;
  /** Size of `index.mjs`. */
  bytes: number;
}

export interface BuildOptions {
  outDir?: string;
  /** Where `functions/` and the paths of `contract.files` start. */
  root?: string;
  /** Goes on rebuilding handlers when a source changes, until `signal` aborts. */
  watch?: { rebuilt: (built: BuiltUseCase[]) => void; signal: AbortSignal };
}

/**
 * Bundles every handler, in one esbuild call, to `outDir`/functions/<name>/index.mjs, then copies the files that
 * contracts list beside it.
 * @throws the esbuild BuildFailure when a handler does not compile, Error when a listed file is missing.
 */
export async function build({
  outDir = 'dist',
  root = PROJECT_ROOT,
  watch,
}: BuildOptions = {}): Promise<BuiltUseCase[]> {
  const out = resolve(root, outDir);
  const useCases = await findUseCases(root);
  await rm(join(out, 'functions'), { recursive: true, force: true });
  await mkdir(join(out, 'functions'), { recursive: true });
  await Promise.all([writeOpenApi(useCases, out), writeRouteList(useCases, out), buildAssets(out)]);
  await Promise.all(useCases.map((useCase) => copyFiles(useCase, root, out)));

  const options = bundling(useCases, root, out);
  const described = (metafile: esbuild.Metafile) => describe(useCases, out, metafile);
  if (watch) return buildAndWatch(options, watch, described);
  return described((await esbuild.build(options)).metafile);
}

const bundling = (useCases: UseCase[], root: string, out: string) =>
  ({
    entryPoints: useCases.map(({ name, directory }) => ({ in: join(directory, 'handler.ts'), out: `${name}/index` })),
    outdir: join(out, 'functions'),
    absWorkingDir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // The SDK's ES modules stand under "module": its "main" is CommonJS, which cannot be tree-shaken.
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': fileURLToPath(import.meta.resolve('./lambda-credentials.ts')) },
    plugins: [withoutNeverRun, withMails(root)],
    minify: true,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // CommonJS packages inside an ES module ask for Node's own modules through `require`.
    banner: { js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);" },
    legalComments: 'none',
    logLevel: 'warning',
  }) satisfies esbuild.BuildOptions;

async function copyFiles({ name, area, contract }: UseCase, root: string, out: string): Promise<void> {
  for (const [target, source] of Object.entries(contract.files ?? {}))
    await cp(resolve(root, source), join(out, 'functions', name, target), { recursive: true }).catch((cause) => {
      throw new Error(`${area}/${name} lists a file that is not there: ${source}`, { cause });
    });
}

function describe(useCases: UseCase[], out: string, metafile: esbuild.Metafile): BuiltUseCase[] {
  return useCases.map((useCase) => ({
    ...useCase,
    bundle: join(out, 'functions', useCase.name),
    bytes: metafile.outputs[`functions/${useCase.name}/index.mjs`]?.bytes ?? 0,
  }));
}

/** @returns what the first build made; the later ones are told to `rebuilt` */
async function buildAndWatch(
  options: ReturnType<typeof bundling>,
  { rebuilt, signal }: NonNullable<BuildOptions['watch']>,
  described: (metafile: esbuild.Metafile) => BuiltUseCase[],
): Promise<BuiltUseCase[]> {
  const first = Promise.withResolvers<BuiltUseCase[]>();
  let tell: (built: BuiltUseCase[]) => void = first.resolve;
  const report: esbuild.Plugin = {
    name: 'report',
    setup: ({ onEnd }) =>
      onEnd(({ errors, metafile }) => {
        // A source that does not compile is reported by esbuild, and the last good bundle goes on serving.
        if (errors.length || !metafile) return first.reject(new Error('Some use cases do not compile'));
        tell(described(metafile));
        tell = rebuilt;
      }),
  };
  const context = await esbuild.context({ ...options, plugins: [...options.plugins, report] });
  signal.addEventListener('abort', () => context.dispose(), { once: true });
  await context.watch();
  return first.promise.catch(async (error) => {
    await context.dispose();
    throw error;
  });
}

if (import.meta.main) {
  for (const { name, bytes } of await build())
    console.log(`${String(Math.ceil(bytes / 1024)).padStart(6)} KB  ${name}`);
}
