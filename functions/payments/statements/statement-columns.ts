import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { columnAt, proposedColumns } from '../../../shared/tables/column-names.ts';
import type { Column } from '../../../shared/tables/header.ts';
import { say } from '../../../shared/text.ts';

/** What a bank's table says of a payment, and what banks of France and Belgium title it. */
const TITLES = {
  day: [
    ...[
      'Date',
      'Date comptable',
      'Date de comptabilisation',
      'Date opération',
      'Date de l’opération',
      'Date d’exécution',
    ],
    ...['Booking date', 'Transaction date', 'Boekingsdatum', 'Uitvoeringsdatum', 'Boekdatum', 'Datum'],
  ],
  amount: [
    'Montant',
    'Montant EUR',
    'Montant (EUR)',
    'Montant en euros',
    'Amount',
    'Amount (EUR)',
    'Bedrag',
    'Bedrag (EUR)',
  ],
  credit: ['Crédit', 'Crédit euros', 'Crédit EUR', 'Montant crédit', 'Credit', 'Money in', 'Credit amount'],
  debit: ['Débit', 'Débit euros', 'Débit EUR', 'Montant débit', 'Debit', 'Money out', 'Debit amount'],
  direction: ['Sens', 'Débit/Crédit', 'Débit ou crédit', 'Debit/Credit', 'Credit Debit Indicator', 'Af Bij'],
  structured: [
    'Communication structurée',
    'Référence structurée',
    'Structured communication',
    'Gestructureerde mededeling',
  ],
  text: [
    ...['Communication', 'Communications', 'Communication libre', 'Libellé', 'Motif', 'Mededeling', 'Mededelingen'],
    ...['Remittance information', 'Libellé complémentaire', 'Informations complémentaires', 'Vrije mededeling'],
  ],
  details: [
    'Détails',
    'Details',
    'Description',
    'Transaction',
    'Libellé opération',
    'Libellé de l’opération',
    'Détail',
    'Omschrijving',
  ],
  payer: [
    ...[
      'Contrepartie',
      'Nom contrepartie',
      'Nom de la contrepartie',
      'Nom de la contrepartie contient',
      'Donneur d’ordre',
    ],
    ...['Émetteur', 'Débiteur', 'Counterparty', 'Counterparty name', 'Naam tegenpartij', 'Tegenpartij', 'Payer'],
  ],
  payerIban: [
    ...['Compte contrepartie', 'Compte de la contrepartie', 'Numéro de compte contrepartie', 'IBAN contrepartie'],
    ...['Counterparty account', 'Counterparty IBAN', 'Rekening tegenpartij', 'Tegenrekening'],
  ],
  ownIban: [
    'Compte',
    'Numéro de compte',
    'IBAN',
    'Mon compte',
    'Account',
    'Account number',
    'Rekening',
    'Rekeningnummer',
  ],
  currency: ['Devise', 'Devise du compte', 'Currency', 'Munt', 'Valuta'],
  bankId: [
    ...[
      'Référence de la banque',
      'Numéro de transaction',
      'Référence de la transaction',
      'Identifiant de la transaction',
    ],
    ...['Numéro de séquence', 'Transaction ID', 'Bank reference', 'Volgnummer', 'Transactienummer'],
  ],
} as const satisfies Record<string, readonly string[]>;

export type StatementField = keyof typeof TITLES;
const FIELDS = Object.keys(TITLES) as [StatementField, ...StatementField[]];

const columnOf = z.union([z.string().min(1).max(500), z.int().min(1).max(500), z.null()]);

/** Which column says what, where it is not as it was found; null for what no column says. */
export const statementColumns = z
  .partialRecord(z.enum(FIELDS), columnOf)
  .meta(
    about(
      'Quelle colonne porte quoi, par son titre ou son numéro à partir de 1 ; null : aucune.',
      'Which column holds what, by its title or its number from 1; null: none.',
      { day: 'Date comptable', credit: 4, details: null },
    ),
  );
export type GivenColumns = z.infer<typeof statementColumns>;

/** The number of the column, from 0, of each field that has one. */
export type StatementMapping = Partial<Record<StatementField, number>>;

/** How a table of a bank was read, for a person to see. */
export const foundColumns = z.partialRecord(z.enum(FIELDS), z.string()).meta(
  about('La colonne de chaque champ, trouvée ou dite.', 'The column of each field, as found or said.', {
    day: 'Date comptable',
    amount: 'Montant',
    text: 'Communication',
  }),
);

/** Which column says what: what a person said, and the rest by its title. @throws 422 while what matters is not known */
export function mappingOf(columns: readonly Column[], given: GivenColumns = {}): StatementMapping {
  const mapping: StatementMapping = {};
  for (const [at, name] of proposedColumns(columns, wanted)) mapping[name as StatementField] = at;
  for (const [field, asked] of Object.entries(given) as [StatementField, string | number | null][]) {
    const at = asked === null ? undefined : columnAt(columns, asked);
    if (asked !== null && at === undefined) throw noSuchColumn(columns, field, asked);
    // A column that was said to hold one thing holds no other that was only guessed.
    for (const other of FIELDS) if (!(other in given) && mapping[other] === at) delete mapping[other];
    if (at === undefined) delete mapping[field];
    else mapping[field] = at;
  }
  const { day, amount, credit, structured, text, details } = mapping;
  if (day === undefined) throw unclear(columns, 'day');
  if (amount === undefined && credit === undefined) throw unclear(columns, 'amount');
  if (structured === undefined && text === undefined && details === undefined) throw unclear(columns, 'text');
  return mapping;
}

/** How many of a line's cells are titles that banks use. */
export const knownTitles = (columns: readonly Column[]): number => proposedColumns(columns, wanted).size;

const wanted = FIELDS.map((name) => ({ name, titles: TITLES[name] }));

const WORDS = {
  day: say('la date de chaque opération (`day`)', 'the day of each entry (`day`)'),
  amount: say(
    'le montant (`amount`, négatif quand il sort ; ou `credit` et `debit`)',
    'the amount (`amount`, negative when it goes out; or `credit` and `debit`)',
  ),
  text: say('la communication (`text`, ou `structured`)', 'the remittance (`text`, or `structured`)'),
};

const named = (columns: readonly Column[]) => columns.map(({ name }, i) => `${i + 1} ${name}`).join(', ');

const unclear = (columns: readonly Column[], what: keyof typeof WORDS) =>
  invalidField(
    `/columns/${what}`,
    say(
      `Dites dans « columns » quelle colonne porte ${WORDS[what].fr}. Celles du fichier : ${named(columns)}. Rien n’a été importé.`,
      `Tell in “columns” which column holds ${WORDS[what].en}. Those of the file: ${named(columns)}. Nothing was imported.`,
    ),
  );

const noSuchColumn = (columns: readonly Column[], field: StatementField, asked: string | number) =>
  invalidField(
    `/columns/${field}`,
    say(
      `Le fichier n’a pas de colonne « ${asked} ». Les siennes : ${named(columns)}.`,
      `The file has no column “${asked}”. It has: ${named(columns)}.`,
    ),
  );
