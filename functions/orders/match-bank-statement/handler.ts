import { serve } from '../../../shared/function/queue.ts';
import { settle } from '../../../shared/function/settle.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import { refusalText } from '../../../shared/tables/imported-table.ts';
import { statementLines } from '../statements/line.ts';
import { noted } from '../statements/matching.ts';
import { type BankStatement, bankStatements, failed, progressed, readLines } from '../statements/statement.ts';
import { accept } from '../statements/statement-acceptance.ts';
import contract from './contract.ts';

/** Lines noted by one run: it ends long before its time is over. */
const STEP = 500;

/** Each line is a transaction of its own with what it pays. Killed halfway, those that are noted are passed over. */
export const handler = serve(contract, async ({ data: { tenant, statementId }, now }) => {
  const statement = await bankStatements.get(tenant, { id: statementId });
  if (statement?.status === 'awaiting-upload') {
    return [(await accept(tenant, statement, now)) ?? failed(tenant, statement, refusalText('never-uploaded'))];
  }
  if (statement?.status !== 'matching') return [];
  const lines = await linesOf(statement);
  const done = Math.min(statement.done + STEP, lines.length);
  for (const line of lines.slice(statement.done, done)) await note(tenant, statement, line, now);
  return [progressed(tenant, statement, done, now)];
});

async function linesOf({ id, content }: BankStatement) {
  if (!content) throw new Error(`Statement ${id} goes on without its lines`);
  return readLines.parse(JSON.parse(Buffer.from(await getPinned(content)).toString('utf8')));
}

type Line = Awaited<ReturnType<typeof linesOf>>[number];

const note = (tenant: Tenant, { iban }: BankStatement, line: Line, now: Date) =>
  settle(async () => {
    const known = await statementLines.get(tenant, { id: line.id });
    return { writes: known ? [] : await noted(tenant, iban, line, now) };
  }, now);
