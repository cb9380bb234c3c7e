import { serve } from '../../../shared/function/queue.ts';
import { contacts } from '../../contacts/contact.ts';
import { isGone, listsOf, readContacts, readList } from '../audience.ts';
import { audienceOf, fail, mailings } from '../mailing.ts';
import { found, goOn } from '../preparing.ts';
import { beginTallies, clearSome } from '../recipient.ts';
import contract from './contract.ts';

/** Rows of an earlier audience taken away in one step. */
const CLEARED_AT_ONCE = 1000;

/** A step leaves its rows one by one, then says how far it came: killed in between, it finds them when it is done again. */
export const handler = serve(contract, async ({ data: { tenant, mailingId, step }, now }) => {
  const mailing = await mailings.get(tenant, { id: mailingId });
  const next = mailing?.next;
  if (mailing?.status !== 'computing' || mailing.step !== step || !next) return [];
  if (next.what === 'clear') {
    const before = audienceOf({ id: mailing.id, audience: mailing.audience - 1 });
    const isClear = await clearSome(tenant, before, CLEARED_AT_ONCE);
    return [goOn(tenant, mailing, { next: isClear ? { what: 'begin' } : next }, now)];
  }
  const lists = await listsOf(mailing, tenant).catch(notReadable);
  if (!lists) return fail(tenant, mailing, 'list-gone', now);
  if (next.what === 'begin') {
    const [known] = await Promise.all([contacts.count(tenant, now), beginTallies(tenant, audienceOf(mailing))]);
    const toRead = lists.reduce((sum, { list }) => sum + list.addresses, known);
    return [goOn(tenant, mailing, { next: { what: 'contacts' }, toRead }, now)];
  }
  const read =
    next.what === 'contacts'
      ? await readContacts(tenant, mailing, next.cursor, lists, now)
      : await readList(tenant, mailing, next, lists, now);
  return found(tenant, mailing, read, now);
});

function notReadable(error: unknown): undefined {
  if (!isGone(error)) throw error;
}
