import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import type { Locale } from '../../../shared/text.ts';
import { describedIn } from '../described-api.ts';
import contract from './contract.ts';
import { type Area, HomePage } from './page.tsx';

/** What the page reads of our own OpenAPI document. */
interface Described {
  tags: { name: string; 'x-displayName'?: string; description?: string }[];
  paths: Record<string, Record<string, { tags: string[] }>>;
}

async function read(locale: Locale): Promise<Area[]> {
  const { tags, paths }: Described = JSON.parse((await describedIn(locale)).bytes.toString());
  const calls = Object.values(paths).flatMap((path) => Object.values(path).flatMap((operation) => operation.tags));
  return tags.map(({ name, 'x-displayName': title = name, description: about = '' }) => ({
    ...{ name, title, about },
    calls: calls.filter((tag) => tag === name).length,
  }));
}

const kept: Partial<Record<Locale, Promise<Area[]>>> = {};
const areasIn = (locale: Locale) => (kept[locale] ??= read(locale));

export const handler = serve(contract, async ({ locale }) => ({
  page: HomePage({ locale, apiUrl: config.apiUrl(), inboxUrl: config.inboxUrl(), areas: await areasIn(locale) }),
}));
