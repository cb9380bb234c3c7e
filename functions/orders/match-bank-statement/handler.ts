import { serve } from '../../../shared/function/queue.ts';
import { settle } from '../../../shared/function/settle.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueNow } from '../../../shared/table/due.ts';
import { matchBankStatement } from '../commands/match-bank-statement.ts';
import { statementLines } from '../statements/line.ts';
import { noted } from '../statements/matching.ts';
import { bankStatements, readLines } from '../statements/statement.ts';
import contract from './contract.ts';

/** Lines noted by one run: it ends long before its time is over. */
const STEP = 500;

/** Each line is a transaction of its own with what it pays. Killed halfway, those that are noted are passed over. */
export const handler = serve(contract, async ({ data: { tenant, statementId }, now }) => {
  const statement = await bankStatements.get(tenant, { id: statementId });
  if (!statement || statement.done >= statement.lines) return [];
  const lines = readLines.parse(JSON.parse(Buffer.from(await getPinned(statement.content)).toString('utf8')));
  const done = Math.min(statement.done + STEP, lines.length);
  for (const line of lines.slice(statement.done, done)) {
    await settle(async () => {
      const known = await statementLines.get(tenant, { id: line.id });
      return { writes: known ? [] : await noted(tenant, statement.iban, line, now) };
    }, now);
  }
  const isOver = done >= lines.length;
  const match = isOver ? null : dueNow(outgoing(matchBankStatement, { tenant, statementId }), now);
  return [
    bankStatements.update(tenant, statement, {
      set: { done },
      when: { equals: { done: statement.done } },
      due: { match },
    }),
  ];
});
