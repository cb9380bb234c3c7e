import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASSET_LIST, type AssetList } from '../shared/pages/assets.ts';
import { buildAssets } from './assets.ts';

let folder: string;
let list: AssetList;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
  await buildAssets(folder);
  list = JSON.parse(await readFile(join(folder, 'assets', ASSET_LIST), 'utf8'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('lists what the pages ask for, with the type that a browser insists on', () => {
  expect(list['guichet.css']?.type).toBe('text/css; charset=utf-8');
  for (const script of ['page.js', 'sign.js', 'pdfjs/pdf.min.mjs', 'pdfjs/pdf.worker.min.mjs']) {
    expect(list[script]?.type).toBe('text/javascript; charset=utf-8');
  }
  expect(list['pdfjs/wasm/openjpeg.wasm']?.type).toBe('application/wasm');
});

test('a brotli copy is the file itself, smaller', async () => {
  const compressed = Object.keys(list).filter((file) => list[file]?.brotli);
  expect(compressed).toContain('pdfjs/pdf.worker.min.mjs');
  for (const file of compressed) {
    const [plain, brotli] = await Promise.all(
      ['', '.br'].map((suffix) => readFile(join(folder, 'assets', file + suffix))),
    );
    expect(brotliDecompressSync(brotli!).equals(plain!)).toBe(true);
    expect(brotli!.length).toBeLessThan(plain!.length);
  }
});

test('an ETag follows the content', async () => {
  const again = await mkdtemp(join(tmpdir(), 'assets-'));
  await buildAssets(again);
  expect(JSON.parse(await readFile(join(again, 'assets', ASSET_LIST), 'utf8'))).toEqual(list);
  expect(new Set(Object.values(list).map(({ etag }) => etag)).size).toBe(Object.keys(list).length);
  await rm(again, { recursive: true });
});
