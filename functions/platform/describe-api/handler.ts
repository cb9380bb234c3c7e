import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import type { Locale } from '../../../shared/text.ts';
import contract from './contract.ts';

async function read(locale: Locale) {
  const bytes = await readFile(join(config.bundle(), `openapi.${locale}.json`));
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}

const kept: Partial<Record<Locale, ReturnType<typeof read>>> = {};
const documentIn = (locale: Locale) => (kept[locale] ??= read(locale));

export const handler = serve(contract, async ({ locale }) => {
  const { bytes, etag } = await documentIn(locale);
  return {
    file: {
      type: 'application/json; charset=utf-8',
      bytes: async () => bytes,
      etag,
      language: locale,
      cacheControl: 'public, no-cache',
    },
  };
});
