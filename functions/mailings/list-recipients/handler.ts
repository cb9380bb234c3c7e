import * as z from 'zod';
import { serve } from '../../../shared/function/http.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { type Place, SHARDS } from '../../../shared/table/shards.ts';
import { say } from '../../../shared/text.ts';
import { findMailing } from '../mailing.ts';
import { type Recipient, recipientsOf } from '../recipient.ts';
import { viewOfRecipient } from '../view-of-recipient.ts';
import contract from './contract.ts';

/** Rows that one page may cost. */
const MOST_READ = 4000;

export const handler = serve(
  contract,
  async ({ params: { mailingId }, query: { status, result, limit, cursor }, actor: { tenant }, locale }) => {
    const { id } = await findMailing(tenant, mailingId);
    const items: Recipient[] = [];
    let place = cursor === undefined ? undefined : placeOf(cursor);
    let read = 0;
    for await (const page of recipientsOf(tenant, id, place)) {
      for (const recipient of page) {
        const isWanted =
          (!status || recipient.standing === status) && (!result || (recipient.status as string) === result);
        if (place && (items.length === limit || read >= MOST_READ)) return answer(items, locale, place);
        if (isWanted) items.push(recipient);
        place = { shard: page.shard, after: recipient.key };
        read += 1;
      }
    }
    return answer(items, locale);
  },
);

const answer = (items: readonly Recipient[], locale: 'fr' | 'en', place?: Place) => ({
  status: 200 as const,
  body: {
    items: items.map((recipient) => viewOfRecipient(recipient, locale)),
    ...(place && { nextCursor: Buffer.from(JSON.stringify([place.shard, place.after])).toString('base64url') }),
  },
});

const written = z.tuple([
  z
    .int()
    .min(0)
    .max(SHARDS - 1),
  z.string().max(320),
]);

function placeOf(cursor: string): Place {
  try {
    const [shard, after] = written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { shard, after };
  } catch {
    throw invalidField(
      '?cursor',
      say('Ce curseur n’est pas de ceux que nous donnons.', 'This is not a cursor of ours.'),
    );
  }
}
