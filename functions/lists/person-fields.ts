import { foldedTitle } from '../../shared/tables/column-names.ts';

/** What is known of who has an address, and how people call the column of it. */
const TITLES = {
  firstName: ['firstname', 'first name', 'given name', 'prenom'],
  lastName: ['lastname', 'last name', 'family name', 'surname', 'nom', 'nom de famille'],
  company: ['company', 'organization', 'organisation', 'organization name', 'societe', 'entreprise', 'raison sociale'],
  phone: ['phone', 'telephone', 'tel', 'mobile', 'portable', 'gsm'],
} as const;
type PersonField = keyof typeof TITLES;

const FIELD_OF = new Map<string, PersonField>(
  Object.entries(TITLES).flatMap(([field, titles]) => titles.map((title) => [title, field as PersonField] as const)),
);

/** The field under which people know what a column of a list holds; its own title when it says nothing of the kind. */
const personField = (title: string): string => FIELD_OF.get(foldedTitle(title)) ?? title;

/** What stands beside an address, by the fields of a person: a column « Prénom » is their first name. One of that very name wins. */
export const personIn = (fields: Readonly<Record<string, string>>): Partial<Record<PersonField, string>> => ({
  ...Object.fromEntries(Object.entries(fields).map(([title, value]) => [personField(title), value])),
  ...fields,
});
