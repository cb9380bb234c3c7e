import { assembleSealedBundle, type SealedBundleParts, type SealedKind } from '../../proof/sealed-bundle.ts';
import { certificateBacking, localeOf } from './certificate-backing.ts';
import { type CertificateProof, certificateProofSchema, DRAWING, KIND } from './certificate-proof.ts';
import { certificateReadMe } from './certificate-read-me.ts';
import { legalNotice } from './legal-notice.ts';
import { renderProof } from './proof-document.ts';

/** How the proof of a certificate is told. */
export const certificateKind: SealedKind<CertificateProof> = {
  kind: KIND,
  drawing: DRAWING,
  schema: certificateProofSchema,
  legalNotice,
  backing: certificateBacking,
  localeOf,
  about: ({ certificate, document }) => ({ id: certificate.id, filename: document.filename }),
  readMe: certificateReadMe,
  render: renderProof,
};

/** The evidence bundle of a certificate, as `assembleSealedBundle` makes it. */
export const assembleBundle = (parts: SealedBundleParts): Promise<Uint8Array> =>
  assembleSealedBundle(certificateKind, parts);
