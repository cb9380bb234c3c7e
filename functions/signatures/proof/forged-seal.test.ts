import { expect, test } from 'vitest';
import { inspectPdf } from '../../../shared/documents/inspect-pdf.ts';
import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import { soundSeal, verifySealedPdf } from '../../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { sampleSeal } from '../../../test/pdf-samples.ts';
import { sealedSample } from '../../../test/proof-samples.ts';
import { proofSealReason } from '../../proof/proof-seal.ts';
import { proofSeal, signatureBundle } from './bundle.ts';
import { renderProof } from './proof-document.ts';
import { signatureProofSchema } from './signature-proof.ts';
import { verifySignature } from './verifier.ts';

/**
 * The platform seals what its customers upload with the key that seals evidence. A customer who holds a genuine bundle
 * wants another one, in which somebody else signed, and has a PDF of their making sealed to serve as its proof.pdf.
 */
const { keys, bundle } = await sealedSample();
const files = signatureBundle.unpack(bundle);
const genuine = signatureProofSchema.parse(JSON.parse(new TextDecoder().decode(files['proof.json'])));
const proof = {
  ...genuine,
  signers: genuine.signers.map((signer) => ({ ...signer, name: 'Une Autre Personne', email: 'victime@exemple.fr' })),
};
const json = new TextEncoder().encode(`${JSON.stringify(proof, null, 2)}\n`);
const at = new Date('2026-11-21T22:45:00Z');

const platformSeals = async (upload: Uint8Array) => (await sealPdf(upload, sampleSeal(at), keys)).bytes;

async function verified(proofPdf: Uint8Array) {
  const forged = { ...files, 'proof.json': json, 'proof.pdf': proofPdf };
  const { verdict, checks } = await verifySignature(
    signatureBundle.pack({ ...forged, SHA256SUMS: signatureBundle.checksums(forged) }),
  );
  return {
    verdict,
    isEvidence: !checks.some(({ name, outcome }) => name === 'proof-document' && outcome === 'failed'),
  };
}

/** A PDF with a signature made up to be for the forged proof.json, over a range that ends where one is foreseen. */
async function withSignatureUpTo(end: number, length: number): Promise<Uint8Array> {
  const reason = proofSealReason(proof.request.id, sha256Hex(json));
  const value = Buffer.from((await soundSeal(files['sealed.pdf'])).value.cms).toString('hex');
  let text = '%PDF-1.7\n';
  const offsets: number[] = [];
  const write = (body: (start: number) => string) => {
    offsets.push(text.length);
    const head = `${offsets.length} 0 obj\n`;
    text += `${head}${body(text.length + head.length)}\nendobj\n`;
  };
  write(() => '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [4 0 R] /SigFlags 3>>>>');
  write(() => '<</Type /Pages /Kids [3 0 R] /Count 1>>');
  write(() => '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>>>>');
  write(() => '<</FT /Sig /T (a) /V 5 0 R>>');
  write((start) => {
    const head = '<</Type /Sig /Contents ';
    const range = `[0 ${start + head.length} ${String(end).padStart(10)} ${String(length).padStart(10)}]`;
    return `${head}<${value}> /Reason (${reason}) /ByteRange ${range}>>`;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('');
  text += `xref\n0 6\n0000000000 65535 f\r\n${rows}trailer\n<</Size 6 /Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

test.each([
  ['that ends just after the seal’s value', 10],
  ['that ends where the sealed file does', undefined],
])('a made-up signature %s is refused when it is uploaded, and sealed it is no evidence', async (_what, some) => {
  const foreseen = await platformSeals(await withSignatureUpTo(0, 0));
  const { end } = (await soundSeal(foreseen)).place;
  const upload = await withSignatureUpTo(end, some ?? foreseen.length - end);
  expect(await inspectPdf(upload)).toEqual({ ok: false, reason: 'broken-signature' });

  const sealed = await platformSeals(upload);
  expect((await verifySealedPdf(sealed)).problems).toContain('signatures-overlap');
  expect(await verified(sealed)).toEqual({ verdict: 'broken', isEvidence: false });
});

test('the very pages and reason of evidence, sealed as a document, are no evidence', async () => {
  const { evidenceOf: _, ...seal } = proofSeal(proof, json, 'fr');
  const lookalike = await renderProof(proof, sha256Hex(json), 'fr');
  const { bytes } = await sealPdf(lookalike, seal, keys);
  expect((await verifySealedPdf(bytes)).valid).toBe(true);
  expect(await verified(bytes)).toEqual({ verdict: 'broken', isEvidence: false });
});

test('the seal of another proof.json is not this one’s', async () => {
  expect(await verified(files['proof.pdf'])).toEqual({ verdict: 'broken', isEvidence: false });
});
