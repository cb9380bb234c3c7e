import { container, type Files } from '../../proof/bundle.ts';
import { assembleSealedBundle, type SealedBundleParts, type SealedKind } from '../../proof/sealed-bundle.ts';
import { certificateBacking, localeOf } from './certificate-backing.ts';
import { type CertificateProof, certificateProofSchema, DRAWING, KIND } from './certificate-proof.ts';
import { certificateReadMe } from './certificate-read-me.ts';
import { legalNotice } from './legal-notice.ts';
import { renderProof } from './proof-document.ts';

const BADGE = 'badge.jwt';

/** The certificate, and the same as a signed badge. */
export const certificateBundle = container(['sealed.pdf', BADGE]);
export type CertificateFiles = Files<(typeof certificateBundle.names)[number]>;

/** How the proof of a certificate is told. */
export const certificateKind: SealedKind<CertificateProof, typeof BADGE> = {
  container: certificateBundle,
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
export const assembleBundle = (parts: SealedBundleParts<typeof BADGE>): Promise<Uint8Array> =>
  assembleSealedBundle(certificateKind, parts);
