import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import type { Locale } from '../../../shared/text.ts';
import { describedIn } from '../described-api.ts';
import contract from './contract.ts';
import { ApiDocsPage } from './page.tsx';

/** Written once a language: it changes with the bundle alone. */
async function write(locale: Locale) {
  const document = JSON.parse((await describedIn(locale)).bytes.toString());
  const bytes = Buffer.from(await String(ApiDocsPage({ document, locale, apiUrl: config.apiUrl() })));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
  const brotli = brotliCompressSync(bytes, quality);
  return { bytes, brotli, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}

const kept: Partial<Record<Locale, ReturnType<typeof write>>> = {};
const writtenIn = (locale: Locale) => (kept[locale] ??= write(locale));

export const handler = serve(contract, async ({ locale }) => {
  const { bytes, brotli, etag } = await writtenIn(locale);
  return {
    file: {
      type: 'text/html; charset=utf-8',
      bytes: async () => bytes,
      brotli: async () => brotli,
      etag,
      language: locale,
      cacheControl: 'public, no-cache',
    },
  };
});
