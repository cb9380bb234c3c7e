import { serve } from '../../../shared/function/schedule.ts';
import { send } from '../../../shared/queue/send.ts';
import { type DueRow, dueByShard, postpone } from '../../../shared/table/due-rows.ts';
import { transactTogether } from '../../../shared/table/together.ts';
import contract from './contract.ts';

/**
 * Sends again the message of every row that is due and still there. Each row is first moved ahead, so that neither a
 * second run nor a slow consumer makes a second message within that wait. What goes wrong with one row stops no other.
 * The shards of the indexes are gone through side by side, and what they move ahead is written together: ten thousand
 * reminders of the same minute leave within it.
 */
export const handler = serve(contract, async ({ now, log }) => {
  const failures: unknown[] = [];
  const failed = (what: object) => (error: unknown) => {
    failures.push(error);
    log.error('not-woken', { ...what, error });
  };

  let woken = 0;
  const write = transactTogether();
  const wake = async (rows: readonly DueRow[]) => {
    const postponed = await Promise.all(
      rows.map((row) => postpone(row, now, write).catch(failed({ row: `${row.pk} ${row.sk}`, index: row.index }))),
    );
    const messages = postponed.filter((message) => message !== undefined);
    woken += messages.length;
    const byQueue = Map.groupBy(messages, ({ queue }) => queue);
    await Promise.all([...byQueue].map(([queue, batch]) => send(batch, now).catch(failed({ queue }))));
  };
  await Promise.all(
    dueByShard(now).map(async (pages, shard) => {
      try {
        for await (const rows of pages) await wake(rows);
      } catch (error) {
        failed({ shard })(error);
      }
    }),
  );
  log.info('woken', { rows: woken, failures: failures.length });
  if (failures.length) throw new AggregateError(failures, `${failures.length} failures while waking what is due`);
});
