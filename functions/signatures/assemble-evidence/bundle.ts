import { certificatesOf } from '../../../shared/documents/certificates.ts';
import { openPdf } from '../../../shared/documents/open-pdf.ts';
import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import { verifySealedPdf } from '../../../shared/documents/verify-pdf.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned, putObject } from '../../../shared/objects/objects.ts';
import { mails } from '../../mail/outgoing-mail.ts';
import { assembleBundle } from '../../proof/bundle.ts';
import { lastSignature } from '../../proof/last-signature.ts';
import { proofFacts } from '../proof-facts.ts';
import { sealingKeys } from '../sealing-identity.ts';
import type { loadRequest } from '../signature-request.ts';

type Loaded = Awaited<ReturnType<typeof loadRequest>>;

/** Puts the evidence of a sealed request together and stores it; the archive keeps earlier versions. */
export async function storeBundle(tenant: Tenant, { request, signers, history }: Loaded, now: Date) {
  if (!request.sealed) throw new Error(`${request.id} is not sealed`);
  const [original, sealed, keys, invitations] = await Promise.all([
    getPinned(request.original),
    getPinned(request.sealed),
    sealingKeys(now),
    Promise.all(
      signers.map(
        async ({ id, invitationMailId = '' }) => [id, await mails.get(tenant, { id: invitationMailId })] as const,
      ),
    ),
  ]);
  const [seal, signature, pdf] = await Promise.all([
    verifySealedPdf(sealed).then(({ signatures }) => signatures.at(-1)),
    lastSignature(sealed),
    openPdf(sealed),
  ]);
  if (!seal || !signature?.timestampToken) throw new Error(`The seal of ${request.id} cannot be read`);

  const zip = await assembleBundle({
    proof: proofFacts({
      request,
      signers,
      history,
      invitations: new Map(invitations.flatMap(([id, mail]) => (mail ? [[id, mail]] : []))),
      seal,
      sealedPages: pdf.pdf.getPageCount(),
      now,
    }),
    original,
    sealed,
    certificatesPem: certificatesOf(signature.cms),
    timestampToken: signature.timestampToken,
    sealProof: async (proof, how) => (await sealPdf(proof, how, keys)).bytes,
    locale: request.locale,
  });
  return putObject({
    bucket: 'archive',
    key: `${tenant}/${request.id}/evidence.zip`,
    bytes: zip,
    contentType: 'application/zip',
  });
}
