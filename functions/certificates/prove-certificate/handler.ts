import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import { serve } from '../../../shared/function/queue.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import { sealingKeysOf } from '../../proof/sealing-identity.ts';
import { storeEvidence } from '../../proof/store-evidence.ts';
import { certificates, getCertificate, historyOf } from '../certificate.ts';
import { assembleBundle } from '../proof/bundle.ts';
import { verifyCertificate } from '../proof/verifier.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, certificateId }, now }) => {
  const certificate = await getCertificate(tenant, certificateId);
  if (
    !certificate?.sealed ||
    !certificate.badged ||
    (certificate.evidence?.sequence ?? 0) >= certificate.chain.sequence
  )
    return [];
  const { id, chain, sealed, badged, status } = certificate;
  const zip = await assembleBundle({
    chain: (await historyOf(tenant, certificate)).slice(0, chain.sequence),
    sealed: await getPinned(sealed),
    beside: { 'badge.jwt': await getPinned(badged) },
    sealProof: async (proof, how, { value }) => (await sealPdf(proof, how, sealingKeysOf(value.certificates))).bytes,
    now,
  });
  const evidence = await storeEvidence(tenant, id, zip, await verifyCertificate(zip));
  return [
    certificates.update(tenant, certificate, {
      when: { equals: { status, 'chain.sequence': chain.sequence } },
      set: { evidence: { ...evidence, sequence: chain.sequence } },
      due: { prove: null },
    }),
  ];
});
