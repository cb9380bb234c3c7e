import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import { soundSeal } from '../../../shared/documents/verify-pdf.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned, putObject } from '../../../shared/objects/objects.ts';
import { sealingKeysOf } from '../../proof/sealing-identity.ts';
import { assembleBundle } from '../proof/bundle.ts';
import { proofFacts } from '../proof/proof-facts.ts';
import { verifySignature } from '../proof/verifier.ts';
import type { loadRequest } from '../signature-request.ts';

type Loaded = Awaited<ReturnType<typeof loadRequest>>;

/**
 * Puts the evidence of a sealed request together and stores it; the archive keeps earlier versions.
 * @throws when it does not hold as anybody verifies it: it is then put together again later
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
  const { verdict, checks } = await verifySignature(zip);
  if (verdict === 'broken' || verdict === 'unusable') {
    const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
    throw new Error(`The evidence of ${request.id} does not hold: ${failed.join(', ')}`);
  }
  return putObject({
    bucket: 'archive',
    key: `${tenant}/${request.id}/evidence.zip`,
    bytes: zip,
    contentType: 'application/zip',
  });
}
