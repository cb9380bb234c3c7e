import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildAssets } from '../infra/assets.ts';
import { serveBrowser } from './browser.ts';

/** One browser, and one build of what pages load, for the whole run. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const built = await mkdtemp(join(tmpdir(), 'guichet-pages-'));
  const [browser] = await Promise.all([serveBrowser(), buildAssets(built)]);
  provide('pages', { browser: browser.wsEndpoint(), built });
  return async () => {
    await browser.close();
    await rm(built, { recursive: true });
  };
}
