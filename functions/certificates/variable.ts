import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';
import { line } from '../../shared/fields/text-line.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import {
  asDate,
  asNumber,
  asPercent,
  asPhone,
  asText,
  asYesNo,
  type ColumnValue,
} from '../../shared/tables/column-values.ts';
import type { Reading } from '../../shared/tables/reading.ts';
import { type Locale, packed } from '../../shared/text.ts';

/** What a value of a variable is. Kept as text: a day as `2024-02-29`, a number as `15.5`, yes or no as `true`. */
const KINDS = ['text', 'number', 'date', 'phone', 'percent', 'yes-no'] as const;
export type VariableKind = (typeof KINDS)[number];

export const variableName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, {
    error: packed(
      'Un nom de variable a des lettres sans accent, des chiffres et « _ » : {{date_de_naissance}}.',
      'The name of a variable has letters without accents, digits and “_”: {{date_of_birth}}.',
    ),
  })
  .meta(about('Son nom, tel que les textes le disent.', 'Its name, as texts say it.', 'prenom'));

const FIELDS = {
  kind: z.enum(KINDS).meta(about('Ce qu’elle contient.', 'What it holds.', 'text')),
  label: line(80).meta(about('Comment les gens l’appellent.', 'What people call it.', 'Prénom')),
  required: z.boolean().meta(about('Si elle est obligatoire.', 'Whether it is obligatory.', true)),
  sample: line(200).meta(about('Ce qu’un aperçu en montre.', 'What a preview shows of it.', 'Zoé')),
};

/** What the owner of a template says of one of its variables. */
export const variableInput = z.strictObject({ name: variableName, ...z.strictObject(FIELDS).partial().shape });

/** A variable of a template as the API shows it: found in its texts. */
export const variableView = z.object({ name: variableName, ...FIELDS }).meta({ id: 'CertificateVariable' });
export type Variable = z.infer<typeof variableView>;

/** Reads the values of one variable out of a column, or of what is typed. @param sample cells of the same column */
export function readerOf(
  kind: VariableKind,
  dateOrder?: Reading['dateOrder'],
  sample: readonly (Cell | undefined)[] = [],
): (cell: Cell | undefined) => ColumnValue<string> {
  const read = {
    text: asText(sample),
    number: asNumber,
    date: asDate(dateOrder),
    phone: asPhone,
    percent: asPercent,
    'yes-no': asYesNo,
  }[kind];
  return (cell) => {
    const found = read(cell);
    return 'error' in found ? found : { ...found, value: found.value === null ? null : String(found.value) };
  };
}

const DAYS: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  fr: new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }),
};
const NUMBERS: Readonly<Record<Locale, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 15 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 15 }),
};
const YES_NO: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  fr: { true: 'oui', false: 'non' },
  en: { true: 'yes', false: 'no' },
};

/** `2024-02-29` -> « 29 février 2024 ». */
export const longDay = (day: string, locale: Locale): string =>
  DAYS[locale].format(new Date(`${day}T00:00:00Z`)).replace(/^1 (?=\p{L})/u, locale === 'fr' ? '1er ' : '1 ');

/** A value as a certificate shows it. */
export function shownValue(kind: VariableKind, value: string, locale: Locale): string {
  if (kind === 'date') return longDay(value, locale);
  if (kind === 'number') return NUMBERS[locale].format(Number(value));
  if (kind === 'percent') return `${NUMBERS[locale].format(Number(value))}${locale === 'fr' ? '\u00a0' : ''}%`;
  return kind === 'yes-no' ? (YES_NO[locale][value] ?? value) : value;
}
