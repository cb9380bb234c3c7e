import { serve } from '../../../shared/function/queue.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { loadRequest, requests, type SignatureRequest } from '../signature-request.ts';
import type { Signer } from '../signer.ts';
import { writeToSigner } from '../signer-mail.ts';
import { SEALED_LINK, sealedPath } from '../signing-link.ts';
import { storeBundle } from './bundle.ts';
import contract from './contract.ts';

/** First when the document is sealed; again when the chain has grown since, by the confirmations. */
export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const loaded = await loadRequest(tenant, requestId);
  const { request } = loaded;
  const first = request.status === 'sealed';
  const grown = request.status === 'completed' && request.chain.sequence > (request.evidence?.sequence ?? 0);
  if (!first && !grown) return [];

  const evidence = { ...(await storeBundle(tenant, loaded, now)), sequence: request.chain.sequence };
  const stored = requests.update(tenant, request, {
    when: { equals: { 'chain.sequence': request.chain.sequence, status: request.status } },
    set: { evidence, ...(first && { status: 'completed', completedAt: now.toISOString() }) },
    due: null,
  });
  const confirmations = first
    ? await Promise.all(loaded.signers.map((signer) => confirmation(tenant, request, signer, now)))
    : [];
  return [stored, ...confirmations.flat()];
});

/** The email that tells a signer, with a link to the sealed document. */
function confirmation(tenant: Tenant, request: SignatureRequest, signer: Signer, now: Date): Promise<Write[]> {
  const { id: requestId, sender } = request;
  const link = { ...SEALED_LINK, path: sealedPath, subject: { requestId } };
  const said = (until: Date) => ({
    senderName: sender.company ?? sender.name,
    requestId,
    expiresAt: until.toISOString(),
  });
  return writeToSigner(tenant, request, signer, 'confirmation', link, said, now);
}
