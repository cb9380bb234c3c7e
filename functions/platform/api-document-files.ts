import { LOCALES } from '../../shared/text.ts';

/** The OpenAPI document in each language, as the build puts it beside a bundle. */
export const apiDocumentFiles: Readonly<Record<string, string>> = Object.fromEntries(
  LOCALES.map((locale) => [`openapi.${locale}.json`, `dist/openapi.${locale}.json`]),
);
