import type { Tenant } from '../../shared/identity/tenant.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import type { Page } from '../../shared/table/list.ts';
import { say } from '../../shared/text.ts';
import { type Contact, contacts } from './contact.ts';
import { type Entry, entriesBeginning } from './contact-index.ts';
import { canBeLookedUp, matches, termsOf, wordsOf } from './words.ts';

/** Index entries looked at for one search; whoever wants more results is asked for a longer word. */
const LOOKED_AT = 1000;
const READ_AT_ONCE = 25;

interface Search {
  search: string;
  kind?: Contact['kind'] | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * Contacts of which every term of the search begins some word, in alphabetical order of the word found. The longest
 * term is looked up (it is the rarest as a rule), the others are checked on what it finds.
 * @throws 422 when no term has two letters, and beyond a thousand index entries
 */
export async function searchContacts(tenant: Tenant, { search, kind, limit, cursor }: Search): Promise<Page<Contact>> {
  const terms = termsOf(search);
  const [longest = ''] = terms.toSorted((a, b) => b.length - a.length);
  if (!canBeLookedUp(longest)) throw tooShort();
  const from = cursor === undefined ? '' : placeOf(cursor);
  const entries = await entriesBeginning(tenant, longest, LOOKED_AT);
  const ahead = entries.filter((entry) => place(entry) > from);

  const items: Contact[] = [];
  let last: Entry | undefined;
  for (let start = 0; start < ahead.length; start += READ_AT_ONCE) {
    const some = ahead.slice(start, start + READ_AT_ONCE);
    const found = await Promise.all(some.map(({ contactId }) => contacts.get(tenant, { id: contactId })));
    for (const [i, entry] of some.entries()) {
      const contact = found[i];
      if (contact && (!kind || contact.kind === kind) && isAnswer(contact, entry, longest, terms)) {
        if (items.length === limit && last) return { items, nextCursor: cursorOf(last) };
        items.push(contact);
      }
      last = entry;
    }
  }
  if (entries.length < LOOKED_AT) return { items };
  if (items.length === 0 || !last) throw tooMany();
  return { items, nextCursor: cursorOf(last) };
}

/** A contact found by two of its words is an answer once: at the first of them. */
function isAnswer(contact: Contact, { word }: Entry, term: string, terms: string[]): boolean {
  const words = wordsOf(contact);
  const [first] = [...words].filter((w) => w.startsWith(term)).sort();
  return first === word && matches(words, terms);
}

const place = ({ word, contactId }: Entry) => `${word}#${contactId}`;
const cursorOf = (entry: Entry) => Buffer.from(place(entry)).toString('base64url');

function placeOf(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (/^[^#]+#ctc_[0-9a-z]{26}$/.test(text)) return text;
  throw invalidField('?cursor', say('Ce curseur n’est pas de ceux que nous donnons.', 'This is not a cursor of ours.'));
}

const tooShort = () =>
  invalidField(
    '?search',
    say(
      'Cherchez avec au moins deux lettres ou chiffres qui se suivent.',
      'Search with at least two letters or digits.',
    ),
  );

const tooMany = () =>
  invalidField(
    '?search',
    say('Trop de contacts correspondent : précisez la recherche.', 'Too many contacts match: make the search longer.'),
  );
