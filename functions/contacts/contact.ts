import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { conflict, invalidField, notFound } from '../../shared/problem/problem.ts';
import { changeOf, type Given } from '../../shared/table/change-of.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { indexChanges } from './contact-index.ts';
import { contactView } from './contact-view.ts';

/** Somebody the business knows. */
export const contacts = entity({
  name: 'contact',
  partition: 'id',
  feed: true,
  schema: contactView.extend({
    /** Moves with every change of the fields above: two changes at once cannot both be kept. */
    version: z.number().int(),
    /** How many documents the folder holds, refused ones apart. */
    documents: z.number().int(),
  }),
});
export type Contact = z.infer<(typeof contacts)['schema']>;

const ID = /^ctc_[0-9a-z]{26}$/;

const unknownContact = () => notFound(say('Ce contact n’existe pas.', 'This contact does not exist.'));

/** @throws 404, for another account's contact too */
export async function findContact(tenant: Tenant, id: string): Promise<Contact> {
  const contact = ID.test(id) ? await contacts.get(tenant, { id }) : undefined;
  if (!contact) throw unknownContact();
  return contact;
}

type Details = Omit<z.infer<typeof contactView>, 'id' | 'createdAt' | 'updatedAt' | 'lastContactAt'>;

/** @throws 422 when nothing names the contact */
function mustBeNamed({ firstName, lastName, company }: Partial<Details>, at = ''): void {
  if (firstName || lastName || company) return;
  throw invalidField(
    `${at}/lastName`,
    say('Donnez au moins un prénom, un nom ou une société.', 'Give at least a first name, a last name or a company.'),
  );
}

interface Born {
  /** Documents that come with it. */
  documents?: number;
  /** Where it stands in what was sent. */
  at?: string;
}

/** A new contact and the writes that make it, and make it found. @throws 422 */
export function newContact(tenant: Tenant, details: Details, now: Date, { documents = 0, at: where = '' }: Born = {}) {
  mustBeNamed(details, where);
  const at = now.toISOString();
  const id = newId('ctc', now);
  const contact: Contact = { ...details, id, createdAt: at, updatedAt: at, version: 1, documents };
  return { contact, writes: [contacts.put(tenant, contact), ...indexChanges(tenant, undefined, contact)] };
}

export type ContactChange = Given<Details>;

/** The contact with a change applied (`null` clears a field), and the writes that change it. @throws 422 */
export function changeContact(tenant: Tenant, contact: Contact, change: ContactChange, now: Date) {
  const { set, remove, changed: kept } = changeOf(contact, change);
  const changed = contacts.schema.parse({ ...kept, updatedAt: now.toISOString() });
  mustBeNamed(changed);
  const { id, version } = contact;
  const write = contacts.update(
    tenant,
    { id },
    {
      set: { ...set, updatedAt: changed.updatedAt, version: version + 1 },
      remove,
      when: { equals: { version } },
    },
  );
  return { contact: changed, writes: [write, ...indexChanges(tenant, contact, changed)] };
}

/** When the business last had to do with a contact: its record was touched, or the person gave a sign of life. */
export const lastActivityOf = ({ updatedAt, lastContactAt = '' }: Contact): string =>
  lastContactAt > updatedAt ? lastContactAt : updatedAt;

/** The writes by which a contact gave a sign of life; none when the record is gone, or knows of a later one. */
export async function contactHeardFrom(tenant: Tenant, id: string, at: string): Promise<Write[]> {
  const contact = await contacts.get(tenant, { id });
  if (!contact || (contact.lastContactAt ?? '') >= at) return [];
  const when = { equals: { lastContactAt: contact.lastContactAt } };
  return [contacts.update(tenant, { id }, { set: { lastContactAt: at }, when })];
}

const folderInUse = () =>
  conflict(
    'folder-not-empty',
    say(
      'Le dossier de ce contact contient des documents : il ne peut pas être supprimé.',
      'The folder of this contact holds documents: it cannot be deleted.',
    ),
  );

/** The writes that forget a contact. @throws 409 while its folder holds documents */
export function forgetContact(tenant: Tenant, contact: Contact): Write[] {
  const { id, version, documents } = contact;
  if (documents > 0) throw folderInUse();
  return [
    contacts.delete(tenant, { id }, { when: { equals: { version, documents } } }),
    ...indexChanges(tenant, contact, undefined),
  ];
}

/** A document more in a contact's folder: the contact cannot go meanwhile. @throws 404 when it is not there */
export const oneMoreDocument = (tenant: Tenant, id: string): Write =>
  contacts.update(tenant, { id }, { add: { documents: 1 }, otherwise: unknownContact });

/** A document less: it was refused. */
export const oneDocumentLess = (tenant: Tenant, id: string): Write =>
  contacts.update(tenant, { id }, { add: { documents: -1 } });
