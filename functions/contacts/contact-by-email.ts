import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { type Contact, contacts } from './contact.ts';
import { entriesOfWord } from './contact-index.ts';
import { wordsOf } from './words.ts';

/** Records looked at: an address that more share is found in the first of them. */
const LOOKED_AT = 25;

/** A contact that has this very address, of any kind, with the address as it was typed; undefined when none has it. */
export async function contactWithEmail(
  tenant: Tenant,
  address: string,
): Promise<{ contact: Contact; email: string } | undefined> {
  const [word = ''] = wordsOf({ emails: [address], phones: [] });
  const entries = await entriesOfWord(tenant, word, LOOKED_AT);
  const found = await Promise.all(entries.map(({ contactId }) => contacts.get(tenant, { id: contactId })));
  for (const contact of found) {
    // The word is what people type: other addresses may have the same.
    const email = contact?.emails.find((each) => emailKey(each) === emailKey(address));
    if (contact && email) return { contact, email };
  }
  return undefined;
}
