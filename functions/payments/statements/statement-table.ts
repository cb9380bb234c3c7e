import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import { invalidField } from '../../../shared/problem/problem.ts';
import { bytesSource } from '../../../shared/tables/bytes-source.ts';
import { type Cell, type Row, shownText } from '../../../shared/tables/cell.ts';
import { foldedTitle } from '../../../shared/tables/column-names.ts';
import { asDate, asNumber } from '../../../shared/tables/column-values.ts';
import { openTable, type Table } from '../../../shared/tables/open-table.ts';
import { LIMITS, type Override } from '../../../shared/tables/reading.ts';
import { TableRefusal } from '../../../shared/tables/refusal.ts';
import type { Source } from '../../../shared/tables/source.ts';
import { say, type Text } from '../../../shared/text.ts';
import {
  type GivenColumns,
  knownTitles,
  mappingOf,
  type StatementField,
  type StatementMapping,
} from './statement-columns.ts';
import type { Incoming, Statement } from './statement-line.ts';

const MOST = { ...LIMITS, rows: 100_000, columns: 500 };
/** Characters of what a payer wrote that are kept, as of CAMT. */
const LONGEST = 1000;

/** What a person says of a table: how to read it, and which column says what. */
export interface HowToRead {
  reading?: Override | undefined;
  columns?: GivenColumns | undefined;
}

export interface TableStatement extends Statement {
  /** How it was read. */
  read: { reading: Table['reading']; titles: string[]; columns: Partial<Record<StatementField, string>> };
}

/**
 * Reads the table that a bank gives in place of a statement: CSV, XLSX or ODS. Amounts are cents of a euro.
 * @param own the account, as machines write it: a row that names another is refused
 * @throws 422 for what is no table, is another account's, or has a row that cannot be read; that row is named, and nothing
 * of the file is taken
 */
export async function readStatementTable(
  bytes: Uint8Array,
  own: string,
  { reading, columns }: HowToRead = {},
): Promise<TableStatement> {
  try {
    const source = bytesSource(bytes);
    const table = await openTable(source, { ...(await titlesIn(source, reading)), ...reading }, MOST);
    try {
      return await readRows(table, own, columns);
    } finally {
      table.close();
    }
  } catch (error) {
    if (error instanceof TableRefusal) throw invalidField('/statement', error.detail);
    throw error;
  }
}

/** Lines at the top among which the titles stand: banks write the account, its holder and its balance above them. */
const TOP = 30;

/** The line whose cells are titles that banks use, where there is one. */
async function titlesIn(source: Source, reading: Override = {}): Promise<Pick<Override, 'headerLine'>> {
  const table = await openTable(source, { ...reading, headerLine: null }, MOST);
  try {
    let best = { line: 0, known: 2 };
    for await (const { line, cells } of table.rows()) {
      if (line > TOP) break;
      const titles = cells.map((cell) => ({ name: '', title: shownText(cell) }));
      const known = knownTitles(titles);
      if (known > best.known) best = { line, known };
    }
    return best.line ? { headerLine: best.line } : {};
  } finally {
    table.close();
  }
}

async function readRows(table: Table, own: string, given: GivenColumns | undefined): Promise<TableStatement> {
  const mapping = mappingOf(table.columns, given);
  const incoming: Incoming[] = [];
  let [ignored, iban] = [0, undefined as string | undefined];
  const read = rowReader(mapping, table.reading.dateOrder);
  for await (const row of table.rows()) {
    if (row.fault) throw at(row, NOT_CLOSED);
    const found = read(row);
    if (!found) continue;
    if (found.account && found.account !== own) throw anotherAccount(row, found.account);
    iban = found.account ?? iban;
    if (found.payment) incoming.push(found.payment);
    else ignored++;
  }
  const columns = Object.fromEntries(
    Object.entries(mapping).map(([field, i]) => [field, table.columns[i]?.name ?? String(i + 1)]),
  );
  const titles = table.columns.map(({ name }) => name);
  return { iban, incoming, ignored, read: { reading: table.reading, titles, columns } };
}

/** Reads a row: a payment that came in, or what else; undefined for a line of no entry. */
function rowReader(mapping: StatementMapping, dateOrder: Table['reading']['dateOrder']) {
  const dateOf = asDate(dateOrder);

  return (row: Row): { account?: string | undefined; payment?: Incoming } | undefined => {
    const cell = (field: StatementField): Cell | undefined => row.cells[mapping[field] ?? -1];
    const text = (field: StatementField) => shownText(cell(field))?.slice(0, LONGEST) || undefined;
    const cents = (field: StatementField) => centsOf(cell(field), row);
    const [amount, credit, debit] = [cents('amount'), cents('credit'), cents('debit')];
    if (text('day') === undefined && (amount ?? credit ?? debit) === undefined) return undefined;
    const account = ibanOf(text('ownIban'));
    const currency = text('currency');
    const came = credit ?? (mapping.credit === undefined ? signed(amount, text('direction'), row) : undefined);
    const day = dateOf(cell('day'));
    if ('error' in day || day.value === null || day.warning)
      throw at(row, unreadable('la date', 'the date', text('day')));
    const isEuro = currency === undefined || /^(?:EUR|€|euros?)$/i.test(currency);
    if (!isEuro || came === undefined || came <= 0) return { account };
    const texts = [...new Set([text('structured'), text('text'), text('details')].filter((one) => one !== undefined))];
    return {
      account,
      payment: {
        ...{ cents: came, bookedOn: day.value, texts, place: row.line },
        // Banks give an id to an entry, to a day or to nothing: it only tells it from others, beside all the rest.
        ...{ endToEndId: text('bankId'), payer: text('payer'), payerIban: ibanOf(text('payerIban')) },
      },
    };
  };
}

const IN = /^(?:c|cr|crdt|credit|bij|in)$/;
const OUT = /^(?:d|db|dr|dbit|debit|af|out)$/;

/** What came in, above zero; a column that says which way it went decides, where there is one. */
function signed(cents: number | undefined, direction: string | undefined, row: Row): number | undefined {
  if (cents === undefined || direction === undefined) return cents;
  const word = foldedTitle(direction);
  if (direction.trim() === '+' || IN.test(word)) return Math.abs(cents);
  if (direction.trim() === '-' || OUT.test(word)) return -Math.abs(cents);
  throw at(row, unreadable('le sens', 'the direction', direction));
}

/** Cents; undefined for an empty cell. @throws 422 for what is no amount, has parts of a cent, or could be two amounts */
function centsOf(cell: Cell | undefined, row: Row): number | undefined {
  const read = asNumber(cell);
  if (!('error' in read) && read.value === null) return undefined;
  const cents = 'error' in read || read.warning ? Number.NaN : (read.value ?? 0) * 100;
  // `1.234` is a thousand or one: with three decimals it is no amount of euros, and nobody guesses.
  if (!(Math.abs(cents - Math.round(cents)) < 0.001) || Math.abs(cents) > 99_999_999_999) {
    throw at(row, unreadable('le montant', 'the amount', shownText(cell)));
  }
  return Math.round(cents);
}

/** An IBAN as machines write it; undefined for what is none. */
function ibanOf(text: string | undefined): string | undefined {
  const iban = text === undefined ? null : electronicFormatIBAN(text);
  return iban && isValidIBAN(iban) ? iban : undefined;
}

const unreadable = (fr: string, en: string, text: string | null | undefined) =>
  say(`${fr} « ${text ?? ''} » ne se lit pas`, `${en} “${text ?? ''}” cannot be read`);
const NOT_CLOSED = say('un guillemet s’ouvre et ne se ferme jamais', 'a quotation mark opens and is never closed');

const at = ({ line }: Row, { fr, en }: Text) =>
  invalidField(
    '/statement',
    say(
      `Ligne ${line} : ${fr}. Corrigez-la ou retirez-la, ou dites la bonne colonne dans « columns ». Rien n’a été importé.`,
      `Line ${line}: ${en}. Correct or remove it, or tell the right column in “columns”. Nothing was imported.`,
    ),
  );

const anotherAccount = ({ line }: Row, iban: string) =>
  invalidField(
    '/statement',
    say(
      `Ligne ${line} : elle est d’un autre compte (${iban}) que l’IBAN de vos réglages de paiement. Rien n’a été importé.`,
      `Line ${line}: it is of another account (${iban}) than the IBAN of your payment settings. Nothing was imported.`,
    ),
  );
