import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import { soundSeal } from '../../../shared/documents/verify-pdf.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import { sealingKeysOf } from '../../proof/sealing-identity.ts';
import { storeEvidence } from '../../proof/store-evidence.ts';
import { assembleBundle } from '../proof/bundle.ts';
import { proofFacts } from '../proof/proof-facts.ts';
import { verifySignature } from '../proof/verifier.ts';
import type { loadRequest } from '../signature-request.ts';

type Loaded = Awaited<ReturnType<typeof loadRequest>>;

/**
 * Puts the evidence of a sealed request together and stores it.
 * @throws when it does not hold
 */
export async function storeBundle(tenant: Tenant, { request, signers, history }: Loaded, now: Date) {
  if (!request.sealed) throw new Error(`${request.id} is not sealed`);
  const [original, sealed] = await Promise.all([getPinned(request.original), getPinned(request.sealed)]);
  const seal = await soundSeal(sealed);
  const keys = sealingKeysOf(seal.value.certificates);
  const zip = await assembleBundle({
    proof: proofFacts({ signers, history, seal, now }),
    original,
    sealed,
    seal,
    sealProof: async (proof, how) => (await sealPdf(proof, how, keys)).bytes,
    locale: request.locale,
  });
  return storeEvidence(tenant, request.id, zip, await verifySignature(zip));
}
