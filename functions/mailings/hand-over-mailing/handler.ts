import { serve } from '../../../shared/function/queue.ts';
import { audienceOf, fail, finish, handedOver, mailings, send } from '../mailing.ts';
import { talliesOf } from '../recipient.ts';
import { handOver, restOf, roomOf } from '../sending.ts';
import contract from './contract.ts';

/**
 * A step. Pausing, resuming, cancelling and another schedule move the number of the step, so that one which was on its
 * way does nothing any more.
 */
export const handler = serve(contract, async ({ data: { tenant, mailingId, step }, now }) => {
  const mailing = await mailings.get(tenant, { id: mailingId });
  if (!mailing || mailing.step !== step) return [];
  if (mailing.status === 'scheduled') return send(tenant, mailing, now);
  if (mailing.status !== 'sending') return [];
  const [{ planned, claimed }, most] = await Promise.all([
    talliesOf(tenant, audienceOf(mailing), mailing.reached),
    roomOf(tenant, mailing),
  ]);
  if (planned + claimed === 0) return finish(tenant, mailing, now);
  if (most === undefined) return fail(tenant, mailing, 'sender-gone', now);
  const room = Math.max(0, Math.min(planned, most - claimed));
  if (room === 0) return [handedOver(tenant, mailing, mailing.place, restOf(planned), now)];
  const { place, isOver } = await handOver(tenant, mailing, room, now);
  // At the end of the audience with some planned still: another run was killed over them. From the top.
  return [handedOver(tenant, mailing, isOver ? undefined : place, restOf(planned - room), now)];
});
