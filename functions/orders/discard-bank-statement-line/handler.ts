import { serve } from '../../../shared/function/http.ts';
import { findLine, statementLines, viewOf } from '../statements/line.ts';
import { lineStates } from '../statements/line-states.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const line = await findLine(tenant, params.lineId);
  if (!lineStates.may('discard', line)) throw lineStates.refusal(line, 'line-settled');
  return {
    status: 200,
    body: viewOf({ ...line, status: 'discarded' }),
    writes: [statementLines.move(tenant, line, 'discard')],
  };
});
