import { serve } from '../../../shared/function/queue.ts';
import { actsOfSigner, invitationOf } from '../proof/signature-backing.ts';
import { requestStates } from '../request-states.ts';
import { loadRequest, requests, tellOf } from '../signature-request.ts';
import { confirm } from '../signer-mail.ts';
import { storeBundle } from './bundle.ts';
import contract from './contract.ts';

/** First when the document is sealed; again when the chain has grown since, by the confirmations. */
export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const loaded = await loadRequest(tenant, requestId);
  const { request } = loaded;
  const first = requestStates.may('complete', request);
  const grown = request.status === 'completed' && request.chain.sequence > (request.evidence?.sequence ?? 0);
  if (!first && !grown) return [];
  // A link that was used has left: soon its mail tells so. Until then the request stays due, and the evidence waits.
  const told = loaded.signers.every(({ id }) => invitationOf(actsOfSigner(id, loaded.history)));
  if (!told) return [];

  const evidence = { ...(await storeBundle(tenant, loaded, now)), sequence: request.chain.sequence };
  const stored = {
    when: { equals: { 'chain.sequence': request.chain.sequence, status: request.status } },
    set: { evidence, ...(first && { completedAt: now.toISOString() }) },
    due: { next: null },
  };
  const confirmations = first
    ? await Promise.all(loaded.signers.map((signer) => confirm(tenant, request, signer, now)))
    : [];
  const writes = first
    ? [requests.move(tenant, request, 'complete', stored), tellOf(tenant, request, 'completed', now)]
    : [requests.update(tenant, request, stored)];
  return [...writes, ...confirmations.flat()];
});
