import { serve } from '../../../shared/function/http.ts';
import { findOrder } from '../order.ts';
import { findLine, viewOf } from '../statements/line.ts';
import { lineStates } from '../statements/line-states.ts';
import { assigned } from '../statements/matching.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, now }) => {
  const [line, order] = await Promise.all([findLine(tenant, params.lineId), findOrder(tenant, body.orderId)]);
  if (!lineStates.may('assign', line)) throw lineStates.refusal(line, 'line-settled');
  const { line: after, writes } = await assigned(tenant, line, order, now);
  return { status: 200, body: viewOf(after), writes };
});
