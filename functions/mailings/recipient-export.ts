import { writeCsv } from '../../shared/tables/write-csv.ts';
import { writeJson } from '../../shared/tables/write-json.ts';
import type { Locale } from '../../shared/text.ts';
import type { Recipient } from './recipient.ts';
import { viewOfRecipient } from './view-of-recipient.ts';

type Pages = AsyncIterable<readonly Recipient[]>;
type Where = (recipient: Recipient) => boolean;

/** What is told of an address: the columns of a file. */
const COLUMNS = [
  ...(['email', 'firstName', 'lastName', 'company', 'status', 'result', 'reason', 'reply', 'asking'] as const),
  ...(['at', 'deliveredAt', 'clickedAt', 'unsubscribedAt', 'contactId', 'listId'] as const),
];

const valuesOf = (recipient: Recipient, locale: Locale) => {
  const { firstName, lastName, company } = recipient;
  return { ...viewOfRecipient(recipient, locale), firstName, lastName, company };
};

async function* rowsOf(pages: Pages, where: Where) {
  for await (const page of pages) yield* page.filter(where);
}

/** Addresses as a table, a line each, in flat memory. */
export const asCsv = (pages: Pages, where: Where, locale: Locale): AsyncGenerator<string> =>
  writeCsv(lines(pages, where, locale));

async function* lines(pages: Pages, where: Where, locale: Locale): AsyncGenerator<(string | null)[]> {
  yield [...COLUMNS];
  for await (const recipient of rowsOf(pages, where)) {
    const values = valuesOf(recipient, locale);
    yield COLUMNS.map((column) => values[column] ?? null);
  }
}

/** The same as JSON. */
export const asJson = (pages: Pages, where: Where, locale: Locale): AsyncGenerator<string> =>
  writeJson('items', objects(pages, where, locale));

async function* objects(pages: Pages, where: Where, locale: Locale) {
  for await (const recipient of rowsOf(pages, where)) {
    const values = valuesOf(recipient, locale);
    yield Object.fromEntries(COLUMNS.map((column) => [column, values[column]]));
  }
}
