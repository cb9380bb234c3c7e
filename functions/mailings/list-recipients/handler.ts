import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { putText } from '../../../shared/objects/put-text.ts';
import { pageAcross, placeOf } from '../../../shared/table/shards.ts';
import { downloadKey } from '../../lists/list-export.ts';
import { readableIn } from '../audience.ts';
import { audienceOf, findMailing } from '../mailing.ts';
import { countedIn, type Recipient, recipientsOf } from '../recipient.ts';
import { asCsv, asJson } from '../recipient-export.ts';
import { REPORTED } from '../recipient-states.ts';
import { viewOfRecipient } from '../view-of-recipient.ts';
import contract from './contract.ts';

/** Rows that one page may cost. */
const MOST_READ = 4000;
const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

export const handler = serve(contract, async ({ params: { mailingId }, query, actor: { tenant }, locale }) => {
  const { status, result, asking, report, limit, cursor, format } = query;
  const mailing = await findMailing(tenant, mailingId);
  const isReadable = await readableIn(tenant, mailing);
  const where = (recipient: Recipient) =>
    (!status || recipient.standing === status) &&
    (!result || (recipient.status as string) === result) &&
    (!asking || recipient.asking === asking) &&
    (!report || countedIn(recipient).includes(REPORTED[report])) &&
    isReadable(recipient);
  const from = cursor === undefined ? undefined : placeOf(cursor);
  const pages = recipientsOf(tenant, audienceOf(mailing), from);
  if (!format) {
    const { items, ...rest } = await pageAcross(pages, { from, limit, most: MOST_READ, where });
    return { status: 200, body: { ...rest, items: items.map((each) => viewOfRecipient(each, locale)) } };
  }
  const text = (format === 'csv' ? asCsv : asJson)(pages, where, locale);
  const to = { bucket: 'tables' as const, key: downloadKey(tenant, mailing.id, format), contentType: TYPES[format] };
  const file = await putText(to, text);
  const location = await presignDownload(file, `${mailing.name}.${format}`, true);
  return { status: 303, body: undefined, headers: { location } };
});
