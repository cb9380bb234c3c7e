import { type SoundSeal, soundSeal } from '../../../shared/documents/verify-pdf.ts';
import { serve } from '../../../shared/function/queue.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { newId } from '../../../shared/ids.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import type { Pinned } from '../../../shared/objects/pinned.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueNow } from '../../../shared/table/due.ts';
import { say } from '../../../shared/text.ts';
import { brandOf } from '../../branding/brand.ts';
import { fileSealed } from '../../documents/document.ts';
import type { Entry } from '../../proof/ledger.ts';
import { sealOnce } from '../../proof/seal-once.ts';
import { sealedTold } from '../../proof/sealed-file.ts';
import { assembleEvidence } from '../commands/assemble-evidence.ts';
import { requestActs } from '../request-acts.ts';
import { requestStates } from '../request-states.ts';
import { sealMark } from '../seal-mark.ts';
import { happen, loadRequest, type SignatureRequest, sealedName } from '../signature-request.ts';
import type { Signer } from '../signer.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const { request, signers, history } = await loadRequest(tenant, requestId);
  if (!requestStates.may('seal', request)) return [];
  const sealed = await sealedOnce(tenant, request, signers, now);
  // Nothing is called sealed before the stored bytes have been read again and found sound.
  const seal = await soundSeal(await getPinned(sealed));
  mustState(seal, history);

  const documentId = newId('doc', now);
  const { original, documentId: originalId, contactId } = request;
  const filename = sealedName(request);
  return [
    ...happen(
      tenant,
      request,
      [
        {
          act: 'sealed',
          actor: { kind: 'system' },
          at: now,
          details: sealedTold(sealed, seal),
        },
        {
          act: 'filed',
          actor: { kind: 'system' },
          at: now,
          details: { documentId, originalDocumentId: originalId, contactId },
          personal: { filename },
        },
      ],
      {
        move: 'seal',
        set: { sealed: { ...sealed, documentId, at: now.toISOString() } },
        due: { next: dueNow(outgoing(assembleEvidence, { tenant, requestId }), now) },
      },
    ),
    fileSealed({
      tenant,
      id: documentId,
      contactId,
      filename,
      type: original.type,
      beside: original.beside,
      pages: seal.pages,
      content: sealed,
      signatureRequestId: requestId,
      now,
    }),
  ];
});

/** Acts may have come since it was sealed; those that it states are the same, and every signature is among them. */
function mustState({ value: { chainHead } }: SoundSeal, history: readonly Entry[]): void {
  const { sequence = 0, hash } = chainHead ?? {};
  const stated = history[sequence - 1];
  const lastSigned = requestActs.among(history, 'signed').at(-1);
  if (!stated || stated.hash !== hash || (lastSigned?.sequence ?? 0) > sequence) {
    throw new Error('The seal states another chain of acts than the one that is stored');
  }
}

const sealedOnce = (tenant: Tenant, request: SignatureRequest, signers: Signer[], now: Date): Promise<Pinned> =>
  sealOnce(
    `${tenant}/${request.id}/sealed.pdf`,
    async () => ({
      pdf: await getPinned(request.original),
      seal: {
        mark: sealMark(request, signers, await brandOf(tenant, request.sender.company ?? request.sender.name)),
        chainHead: request.chain,
        signerName: signers.map(({ name }) => name).join(', '),
        reason: say(`Signature électronique, demande ${request.id}`, `Electronic signature, request ${request.id}`)[
          request.locale
        ],
      },
    }),
    now,
  );
