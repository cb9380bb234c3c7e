import { JsonServiceError } from '../json-protocol.ts';

/** Each entry of a batch succeeds or fails alone. */
export function batch<Entry extends { Id?: string }>(
  entries: Entry[] | undefined,
  act: (entry: Entry) => unknown,
): { Successful: object[]; Failed: object[] } {
  if (!entries || entries.length === 0) throw new JsonServiceError('EmptyBatchRequest', 'There are no entries.');
  if (entries.length > 10) throw new JsonServiceError('TooManyEntriesInBatchRequest', 'At most 10 entries.');
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new JsonServiceError('BatchEntryIdsNotDistinct', 'Two entries have the same Id.');
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...(act(entry) as object | undefined) });
    } catch (error) {
      if (!(error instanceof JsonServiceError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}
