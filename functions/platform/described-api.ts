import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '../../shared/config.ts';
import type { Locale } from '../../shared/text.ts';

async function read(locale: Locale) {
  const bytes = await readFile(join(config.bundle(), `openapi.${locale}.json`));
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}

const kept: Partial<Record<Locale, ReturnType<typeof read>>> = {};

/** The OpenAPI document that the build put beside the bundle, in a language, with its ETag. */
export const describedIn = (locale: Locale) => (kept[locale] ??= read(locale));
