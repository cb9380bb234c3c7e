import { type Contact, lastActivityOf } from '../contacts/contact.ts';
import { matches, plain, termsOf, wordsOf } from '../contacts/words.ts';
import { personIn } from '../lists/person-fields.ts';
import type { AudienceFilter, FilterField } from './audience-filter.ts';

/** An address that a mailing may be for. */
export interface Candidate {
  /** As it was typed. */
  email: string;
  /** The record that has it; none for an external address. */
  contact?: Contact | undefined;
  /** The list that it comes from, and what stands there beside it. */
  listed?: { listId: string; fields: Readonly<Record<string, string>>; addedAt: string };
  /** Those of the filter's lists that hold it. */
  lists: ReadonlySet<string>;
}

interface Person extends Partial<Record<'firstName' | 'lastName' | 'company', string | undefined>> {
  emails: readonly string[];
  phones: readonly string[];
}

/** What is known of who has the address: by their record, or by what stands beside it in a list. */
const personOf = ({ contact, listed, email }: Candidate): Person =>
  contact ?? listedPerson(email, listed?.fields ?? {});

function listedPerson(email: string, fields: Readonly<Record<string, string>>): Person {
  const { phone = '', ...person } = personIn(fields);
  return { ...person, emails: [email], phones: phone ? [phone] : [] };
}

const valuesOf = (candidate: Candidate, field: FilterField): string[] => {
  if (field === 'email') return [candidate.email];
  const { phones, ...names }: Person = personOf(candidate);
  return field === 'phone' ? [...phones] : [names[field] ?? ''];
};

const holds = (values: string[], wanted: string) => values.some((value) => plain(value).includes(plain(wanted)));

/** Whether a mailing with this filter is for this address: every condition given must hold. */
export function isFor(filter: AudienceFilter, candidate: Candidate): boolean {
  const { kind, words, lists, fields = {}, lastActivity: { since, before } = {}, and = [], or, not } = filter;
  const { contact, listed } = candidate;
  const day = (contact ? lastActivityOf(contact) : (listed?.addedAt ?? '')).slice(0, 10);
  return (
    (kind === undefined || [kind].flat().some((each) => each === contact?.kind)) &&
    (words === undefined || matches(wordsOf(personOf(candidate)), termsOf(words))) &&
    (lists === undefined || lists.some((id) => candidate.lists.has(id))) &&
    Object.entries(fields).every(([field, wanted]) => holds(valuesOf(candidate, field as FilterField), wanted)) &&
    (since === undefined || day >= since) &&
    (before === undefined || day < before) &&
    and.every((each) => isFor(each, candidate)) &&
    (or === undefined || or.some((each) => isFor(each, candidate))) &&
    (not === undefined || !isFor(not, candidate))
  );
}
