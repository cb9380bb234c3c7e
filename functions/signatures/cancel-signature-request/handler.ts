import { serve } from '../../../shared/function/http.ts';
import { endRequest } from '../ending.ts';
import type { RequestActOf } from '../request-acts.ts';
import { loadRequest } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor, client, now }) => {
  const { tenant, userId, keyId } = actor;
  const { request, signers } = await loadRequest(tenant, params.requestId);
  const reason = body.reason || undefined;
  const act: RequestActOf<'cancelled'> = {
    act: 'cancelled',
    actor: { kind: 'user', id: userId },
    at: now,
    details: { keyId },
    personal: { reason, address: client.address, userAgent: client.userAgent },
  };
  const writes = await endRequest(tenant, request, signers, { move: 'cancel', act, reason }, now);
  return { status: 200, body: { id: request.id, status: 'cancelled' as const }, writes };
});
