import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import type { Pinned } from '../../../shared/objects/pinned.ts';
import type { Entry } from '../../proof/ledger.ts';
import { sealingKeysOf } from '../../proof/sealing-identity.ts';
import { storeEvidence } from '../../proof/store-evidence.ts';
import type { Consent } from '../consent.ts';
import { assembleBundle } from '../proof/bundle.ts';
import { verifyConsent } from '../proof/verifier.ts';

/**
 * Puts the evidence of a consent together and stores it.
 * @throws when it does not hold
 */
export async function storeConsentEvidence(
  tenant: Tenant,
  { id, chain }: Consent,
  receipt: Pinned,
  history: readonly Entry[],
  now: Date,
): Promise<Pinned> {
  const zip = await assembleBundle({
    chain: history.slice(0, chain.sequence),
    sealed: await getPinned(receipt),
    sealProof: async (proof, how, { value }) => (await sealPdf(proof, how, sealingKeysOf(value.certificates))).bytes,
    now,
  });
  return storeEvidence(tenant, id, zip, await verifyConsent(zip));
}
