import type { Pinned } from '../objects/pinned.ts';
import { NotAsPinned } from '../objects/pinned-stream.ts';
import { say, type Text } from '../text.ts';
import { objectSource } from './object-source.ts';
import { openTable, type Table } from './open-table.ts';
import { LIMITS, type Limits, type Override } from './reading.ts';
import { REFUSALS, TableRefusal } from './refusal.ts';

/** What we take of a table that somebody brings; an area may allow less. */
export const IMPORT_LIMITS: Limits = { ...LIMITS, bytes: 100 * 1024 * 1024, columns: 500 };

/** Opens the table that an import brought, for a job. @throws TableRefusal, NotAsPinned */
export async function withTable<T>(
  file: Pinned | undefined,
  how: Override | undefined,
  job: (table: Table) => Promise<T>,
  limits = IMPORT_LIMITS,
): Promise<T> {
  if (!file) throw new Error('An import goes on without its file');
  const table = await openTable(objectSource(file), how, limits);
  try {
    return await job(table);
  } finally {
    table.close();
  }
}

/** Why an import cannot go on with its file; undefined for what may pass. */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof TableRefusal) return error.code;
  return error instanceof NotAsPinned ? 'file-gone' : undefined;
}

/** Why an import ends for its file. */
const ENDS: Readonly<Record<string, Text>> = {
  ...REFUSALS,
  'never-uploaded': say(
    'Le fichier n’est jamais arrivé. Annoncez un nouvel import et envoyez-le à l’adresse donnée.',
    'The file never arrived. Announce a new import and send it to the address given.',
  ),
  'other-content': say(
    'Le fichier reçu n’est pas celui qui fut annoncé : sa taille ou son empreinte diffère. Annoncez un nouvel import.',
    'The file received is not the one announced: its size or its hash differs. Announce a new import.',
  ),
  'file-gone': say(
    'Le fichier n’est plus là : il attendait depuis trop longtemps. Importez-le de nouveau.',
    'The file is no longer there: it waited for too long. Import it again.',
  ),
  'no-rows': say(
    'Ce tableau n’a aucune ligne sous ses titres. Vérifiez que c’est le bon fichier, ou la bonne feuille.',
    'This spreadsheet has no row below its titles. Check that it is the right file, or the right sheet.',
  ),
};

export const refusalText = (code: string): Text =>
  ENDS[code] ?? say('Ce fichier n’a pas pu être lu.', 'This file could not be read.');
