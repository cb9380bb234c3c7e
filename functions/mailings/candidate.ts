import type { Contact } from '../contacts/contact.ts';
import { matches, plain, termsOf, wordsOf } from '../contacts/words.ts';
import type { AudienceFilter, FilterField } from './audience-filter.ts';

/** An address that a mailing may be for. */
export interface Candidate {
  /** As it was typed. */
  email: string;
  /** The record that has it. */
  contact: Contact;
}

const valuesOf = ({ contact, email }: Candidate, field: FilterField): string[] => {
  if (field === 'email') return [email];
  if (field === 'phone') return contact.phones;
  return [contact[field] ?? ''];
};

const holds = (values: string[], wanted: string) => values.some((value) => plain(value).includes(plain(wanted)));

/** Whether a mailing with this filter is for this address: every condition given must hold. */
export function isFor(filter: AudienceFilter, candidate: Candidate): boolean {
  const { kind, words, fields = {}, lastActivity: { since, before } = {}, and = [], or, not } = filter;
  const { contact } = candidate;
  const day = contact.updatedAt.slice(0, 10);
  return (
    (kind === undefined || [kind].flat().includes(contact.kind)) &&
    (words === undefined || matches(wordsOf(contact), termsOf(words))) &&
    Object.entries(fields).every(([field, wanted]) => holds(valuesOf(candidate, field as FilterField), wanted)) &&
    (since === undefined || day >= since) &&
    (before === undefined || day < before) &&
    and.every((each) => isFor(each, candidate)) &&
    (or === undefined || or.some((each) => isFor(each, candidate))) &&
    (not === undefined || !isFor(not, candidate))
  );
}
