import { serve } from '../../../shared/function/page.tsx';
import { endRequest } from '../ending.ts';
import { seenFrom } from '../opening.ts';
import type { RequestActOf } from '../request-acts.ts';
import { loadRequest } from '../signature-request.ts';
import { signers } from '../signer.ts';
import { signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

/** Of who has signed, nothing is taken back: they are shown their signature. */
export const handler = serve(contract, async ({ params: { token }, hosted, body, client, now }) => {
  const link = await signerOfLink(token, 'sign', hosted, now);
  if ('see' in link) return link;
  const { tenant, signer } = link;
  const { request, signers: all } = await loadRequest(tenant, link.request.id);
  const reason = body.reason || undefined;
  const act: RequestActOf<'declined'> = {
    act: 'declined',
    actor: { kind: 'signer', id: signer.id },
    at: now,
    personal: { reason, ...seenFrom(client) },
  };
  return {
    see: signingPath(token, '/refusal'),
    writes: [
      ...(await endRequest(tenant, request, all, { move: 'decline', act, reason, by: signer }, now)),
      signers.move(tenant, signer, 'decline', { remove: ['code'] }),
    ],
  };
});
