import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { ASSET_LIST, type Asset } from '../shared/pages/assets.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
};
const PAGES = fileURLToPath(new URL('../shared/pages', import.meta.url));

/** Lambda answers at most 6 MB, in base64. */
const MAX_BYTES = 4_000_000;
const WORTH_COMPRESSING = 1_000;

const packageFolder = (name: string): string => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

const BUILT = ['guichet.css', 'api-docs.css', 'client/page.ts', 'client/sign.ts'];

/** What a package's viewer needs at run time, and its licence: path in the package -> path under `assets/`. */
const FROM_PACKAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'pdfjs-dist': {
    LICENSE: 'pdfjs/LICENSE',
    'legacy/build/pdf.min.mjs': 'pdfjs/pdf.min.mjs',
    'legacy/build/pdf.worker.min.mjs': 'pdfjs/pdf.worker.min.mjs',
    'wasm/openjpeg.wasm': 'pdfjs/wasm/openjpeg.wasm',
    'wasm/openjpeg_nowasm_fallback.js': 'pdfjs/wasm/openjpeg_nowasm_fallback.js',
    'wasm/jbig2.wasm': 'pdfjs/wasm/jbig2.wasm',
    'wasm/jbig2_nowasm_fallback.js': 'pdfjs/wasm/jbig2_nowasm_fallback.js',
    'wasm/qcms_bg.wasm': 'pdfjs/wasm/qcms_bg.wasm',
    iccs: 'pdfjs/iccs',
    cmaps: 'pdfjs/cmaps',
    standard_fonts: 'pdfjs/standard_fonts',
  },
};

/** The entry of one file, after writing its brotli copy where that is worth it. */
async function describe(path: string, type: string): Promise<Asset> {
  const content = await readFile(path);
  if (content.length > MAX_BYTES) throw new Error(`${path}: ${content.length} bytes, more than a function may answer`);
  const brotli = /text|svg/.test(type) && content.length > WORTH_COMPRESSING;
  if (brotli) {
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
    await writeFile(`${path}.br`, brotliCompressSync(content, quality));
  }
  return { type, etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`, brotli };
}

/** Writes every static file of the pages to `outDir`/assets, and the list of them. */
export async function buildAssets(outDir: string): Promise<void> {
  const assets = join(outDir, 'assets');
  await rm(assets, { recursive: true, force: true });
  await mkdir(assets, { recursive: true });
  await build({
    entryPoints: BUILT.map((file) => ({ in: join(PAGES, file), out: basename(file, extname(file)) })),
    outdir: assets,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'safari16', 'chrome109', 'firefox115'],
    logLevel: 'warning',
  });
  await cp(join(PAGES, 'guichet.svg'), join(assets, 'guichet.svg'));
  for (const [name, files] of Object.entries(FROM_PACKAGES)) {
    for (const [from, to] of Object.entries(files)) {
      await cp(join(packageFolder(name), from), join(assets, to), { recursive: true });
    }
  }
  const list: Record<string, Asset> = {};
  for (const file of (await readdir(assets, { recursive: true })).sort()) {
    const type = TYPES[extname(file)];
    if (type && (await stat(join(assets, file))).isFile()) list[file] = await describe(join(assets, file), type);
  }
  await writeFile(join(assets, ASSET_LIST), JSON.stringify(list));
}
