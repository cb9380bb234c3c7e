import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's browser listens, and the folder in which the pages' static files were built. */
    pages: { browser: string; built: string };
  }
}

// The package's own configuration names folders of Lambda; a machine without any font must render text too.
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;
const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

/**
 * The folder of the unpacked browser. It is unpacked aside and moved into place in one step: test files run
 * in parallel, and none of them may start a binary that another is still writing.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(MODULES, '@sparticuz/chromium/package.json'), 'utf8'));
  const home = join(MODULES, '.cache', `chromium-${version}`);
  if (existsSync(home)) return home;
  await mkdir(join(MODULES, '.cache'), { recursive: true });
  const aside = await mkdtemp(`${home}.`);
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = aside;
  try {
    await packed.executablePath();
    await writeFile(join(aside, 'fonts', 'fonts.conf'), FONTS);
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
  await rename(aside, home).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(aside, { recursive: true });
  });
  return home;
}

/**
 * A headless Chromium from npm, with its own fonts, that enforces CORS and CSP as a visitor's browser does
 * (the flags of the package for Lambda turn web security off).
 */
async function options(): Promise<LaunchOptions> {
  const home = await unpacked();
  return {
    executablePath: join(home, 'chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...(process.env as Record<string, string>), FONTCONFIG_PATH: join(home, 'fonts') },
  };
}

/** A browser of one's own. The caller closes it. */
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await options());

/** A browser that several processes share, each with windows that the others do not see. The caller closes it. */
export const serveBrowser = async (): Promise<BrowserServer> =>
  chromium.launchServer({ ...(await options()), host: '127.0.0.1' });

/** The part of a shared browser that is the caller's, who closes it. */
export const sharedBrowser = (address: string): Promise<Browser> => chromium.connect(address);
