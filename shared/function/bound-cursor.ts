import { createHash } from 'node:crypto';
import { invalidField } from '../problem/problem.ts';
import { say } from '../text.ts';
import { type HttpEvent, queryOf } from './request.ts';

/** What another page of the same list may be asked with. */
const FREE: ReadonlySet<string> = new Set(['cursor', 'limit']);
/** Characters: enough to tell lists apart, no protection against who wants to be mistaken. */
const MARK = 8;

function markOf(event: HttpEvent): string {
  const filter = Object.entries(queryOf(event)).filter(([name]) => !FREE.has(name));
  const list = JSON.stringify([event.rawPath, filter.sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(list).digest('base64url').slice(0, MARK);
}

/** A cursor as callers see it: it goes on with the list that gave it, and with no other list or filter. */
export const boundCursor = (event: HttpEvent, cursor: string): string => markOf(event) + cursor;

/** The query with the cursor that its list gave. @throws 422 when another list or filter gave it */
export function queryWithOwnCursor(event: HttpEvent): ReturnType<typeof queryOf> {
  const { cursor, ...query } = queryOf(event);
  if (cursor === undefined) return query;
  if (cursor.startsWith(markOf(event))) return { ...query, cursor: cursor.slice(MARK) };
  throw invalidField(
    '?cursor',
    say(
      'Ce curseur ne vient pas de cette liste avec ces filtres. Gardez les mêmes filtres d’une page à l’autre, ou recommencez sans curseur.',
      'This cursor does not come from this list with these filters. Keep the same filters from page to page, or begin again without a cursor.',
    ),
  );
}
