import { serve } from '../../../shared/function/schedule.ts';
import { send } from '../../../shared/queue/send.ts';
import { dueBy, postpone } from '../../../shared/table/due-rows.ts';
import contract from './contract.ts';

/**
 * Sends again the message of every row that is due and still there. Each row is first moved ahead, so that neither a
 * second run nor a slow consumer makes a second message within that wait. What goes wrong with one row stops no other.
 */
export const handler = serve(contract, async ({ now, log }) => {
  const failures: unknown[] = [];
  const failed = (what: object) => (error: unknown) => {
    failures.push(error);
    log.error('not-woken', { ...what, error });
  };

  let woken = 0;
  for await (const rows of dueBy(now)) {
    const postponed = await Promise.all(
      rows.map((row) => postpone(row, now).catch(failed({ row: `${row.pk} ${row.sk}`, index: row.index }))),
    );
    const messages = postponed.filter((message) => message !== undefined);
    woken += messages.length;
    for (const [queue, batch] of Map.groupBy(messages, (message) => message.queue)) {
      await send(batch, now).catch(failed({ queue }));
    }
  }
  log.info('woken', { rows: woken, failures: failures.length });
  if (failures.length) throw new AggregateError(failures, `${failures.length} failures while waking what is due`);
});
