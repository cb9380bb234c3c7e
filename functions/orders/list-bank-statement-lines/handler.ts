import { serve } from '../../../shared/function/http.ts';
import { type StatementLine, statementLines, viewOf } from '../statements/line.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { limit, cursor, status }, actor: { tenant }, now }) => {
  const where = status && ((line: StatementLine) => line.status === status);
  const { items, nextCursor } = await statementLines.list(tenant, 'feed', {
    now,
    limit,
    cursor,
    ...(where && { where }),
  });
  return { status: 200, body: { items: items.map(viewOf), nextCursor } };
});
