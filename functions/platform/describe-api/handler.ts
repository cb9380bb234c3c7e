import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import contract from './contract.ts';

async function read() {
  const bytes = await readFile(join(config.bundle(), 'openapi.json'));
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}

let kept: ReturnType<typeof read> | undefined;
const document = () => (kept ??= read());

export const handler = serve(contract, async () => {
  const { bytes, etag } = await document();
  return {
    file: {
      type: 'application/json; charset=utf-8',
      bytes: async () => bytes,
      etag,
      cacheControl: 'public, no-cache',
    },
  };
});
