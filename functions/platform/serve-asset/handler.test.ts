import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAssets } from '../../../infra/assets.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { setVariables } from '../../../test/variables.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let bundle: string;
let t: TestTenant;
beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), 'bundle-'));
  await buildAssets(bundle);
  setVariables({ LAMBDA_TASK_ROOT: bundle });
  t = await tenant();
});
afterAll(() => rm(bundle, { recursive: true }));

const get = (file: string, headers = {}) => t.submit(handler, contract, { params: { file }, headers });
const built = (file: string) => readFile(join(bundle, 'assets', file));

describe('a file of the pages', () => {
  it.each([
    ['guichet.css', 'text/css; charset=utf-8'],
    ['page.js', 'text/javascript; charset=utf-8'],
    ['pdfjs/pdf.worker.min.mjs', 'text/javascript; charset=utf-8'],
    ['pdfjs/wasm/openjpeg.wasm', 'application/wasm'],
    ['guichet.svg', 'image/svg+xml; charset=utf-8'],
  ])('%s comes whole, as %s', async (file, type) => {
    const { status, headers, body } = await get(file);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff' });
    expect(Buffer.from(body).equals(await built(file))).toBe(true);
  });

  it('comes compressed to who can read that', async () => {
    const { headers, body } = await get('guichet.css', { 'accept-encoding': 'gzip, deflate, br' });
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(brotliDecompressSync(body).equals(await built('guichet.css'))).toBe(true);
    const refused = await get('guichet.css', { 'accept-encoding': 'gzip, br;q=0' });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  it('is not sent again to who still has it', async () => {
    for (const encoding of ['br', 'identity']) {
      const { headers } = await get('guichet.css', { 'accept-encoding': encoding });
      expect(headers['cache-control']).toBe('public, no-cache');
      const again = await get('guichet.css', {
        'accept-encoding': encoding,
        'if-none-match': `"other", W/${headers.etag}`,
      });
      expect(again).toMatchObject({ status: 304, headers: { etag: headers.etag } });
      expect(again.body).toHaveLength(0);
    }
  });

  it('is sent again when it has changed, or was kept in another encoding', async () => {
    const { headers } = await get('guichet.css', { 'accept-encoding': 'br' });
    expect((await get('guichet.css', { 'if-none-match': headers.etag })).status).toBe(200);
    expect((await get('guichet.css', { 'if-none-match': '"older"' })).status).toBe(200);
  });
});

it.each([
  '../index.mjs',
  '../../../../etc/passwd',
  'pdfjs/../assets.json',
  'assets.json',
  'guichet.css.br',
  'nothing.css',
  'constructor',
  'pdfjs',
])('%s is not found: only what the pages need is served', async (file) => {
  const { status, body } = await get(file);
  expect(status).toBe(404);
  expect(body).toContain('n’existe pas');
});
