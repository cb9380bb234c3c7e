import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { contactView } from './contact-view.ts';
import { canBeLookedUp, INITIALS, wordsOf } from './words.ts';

type Contact = z.infer<typeof contactView>;

/** One word of one contact. Partitioned by the word's first letters, so that a beginning is one query. */
const contactWords = entity({
  name: 'contact-word',
  partition: 'initials',
  sort: ['word', 'contactId'],
  schema: z.object({ initials: z.string(), word: z.string(), contactId: z.string() }),
});
export type Entry = z.infer<(typeof contactWords)['schema']>;

const initialsOf = (word: string) => `words:${[...word].slice(0, INITIALS).join('')}`;

const entriesOf = (contact: Contact | undefined) => new Set(contact ? [...wordsOf(contact)].filter(canBeLookedUp) : []);

/**
 * The writes that bring the index from what a contact was to what it is; only words that differ. An entry
 * says nothing but its key: one that is there already is as good as new.
 */
export function indexChanges(tenant: Tenant, before: Contact | undefined, after: Contact | undefined): Write[] {
  const old = entriesOf(before);
  const current = entriesOf(after);
  const contactId = (after ?? before)?.id ?? '';
  const entry = (word: string): Entry => ({ initials: initialsOf(word), word, contactId });
  return [
    ...[...old].filter((word) => !current.has(word)).map((word) => contactWords.delete(tenant, entry(word))),
    ...[...current].filter((word) => !old.has(word)).map((word) => contactWords.put(tenant, entry(word), { when: {} })),
  ];
}

/** Entries whose word begins so, in the order of the words. At least two letters. */
export const entriesBeginning = (tenant: Tenant, beginning: string, limit: number): Promise<Entry[]> =>
  contactWords.within(tenant, initialsOf(beginning), [beginning], limit);

/** Entries of this very word. */
export const entriesOfWord = (tenant: Tenant, word: string, limit: number): Promise<Entry[]> =>
  contactWords.within(tenant, initialsOf(word), [word, ''], limit);
