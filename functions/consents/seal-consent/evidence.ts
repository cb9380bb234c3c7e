import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned, putObject } from '../../../shared/objects/objects.ts';
import type { Pinned } from '../../../shared/objects/pinned.ts';
import type { Entry } from '../../proof/ledger.ts';
import { sealingKeysOf } from '../../proof/sealing-identity.ts';
import type { Consent } from '../consent.ts';
import { assembleBundle } from '../proof/bundle.ts';
import { verifyConsent } from '../proof/verifier.ts';

/**
 * Puts the evidence of a consent together and stores it; the archive keeps earlier versions.
 * @throws when it does not hold as anybody verifies it: it is then put together again later
 */
export async function storeEvidence(
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
  const { verdict, checks } = await verifyConsent(zip);
  if (verdict === 'broken' || verdict === 'unusable') {
    const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
    throw new Error(`The evidence of ${id} does not hold: ${failed.join(', ')}`);
  }
  return putObject({
    bucket: 'archive',
    key: `${tenant}/${id}/evidence.zip`,
    bytes: zip,
    contentType: 'application/zip',
  });
}
