import { serve } from '../../../shared/function/queue.ts';
import { endRequest } from '../ending.ts';
import type { RequestActOf } from '../request-acts.ts';
import { isOver, loadRequest } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const { request, signers } = await loadRequest(tenant, requestId);
  if (!isOver(request, now)) return [];
  const { expiresAt } = request;
  const act: RequestActOf<'expired'> = {
    act: 'expired',
    actor: { kind: 'system' },
    at: now,
    details: { expiresAt },
  };
  return endRequest(tenant, request, signers, { move: 'expire', act }, now);
});
