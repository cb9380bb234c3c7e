import {
  assembleSealedBundle,
  type SealedBundleParts,
  type SealedKind,
  sealedBundle,
} from '../../proof/sealed-bundle.ts';
import { consentBacking, localeOf } from './consent-backing.ts';
import { type ConsentProof, consentProofSchema, DRAWING, KIND } from './consent-proof.ts';
import { consentReadMe } from './consent-read-me.ts';
import { legalNotice } from './legal-notice.ts';
import { renderProof } from './proof-document.ts';

/** How the proof of the consent of an address is told. */
export const consentKind: SealedKind<ConsentProof> = {
  container: sealedBundle,
  kind: KIND,
  drawing: DRAWING,
  schema: consentProofSchema,
  legalNotice,
  backing: consentBacking,
  localeOf,
  about: ({ consent, receipt }) => ({ id: consent.id, filename: receipt.filename }),
  readMe: consentReadMe,
  render: renderProof,
};

/** The evidence bundle of the consent of an address, as `assembleSealedBundle` makes it. */
export const assembleBundle = (parts: Omit<SealedBundleParts, 'beside'>): Promise<Uint8Array> =>
  assembleSealedBundle(consentKind, { ...parts, beside: {} });
