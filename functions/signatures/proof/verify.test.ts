import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { maxPages } from '../../../shared/documents/refusals.ts';
import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { sampleBundle, sampleKeys, sampleParts, sealedSample } from '../../../test/proof-samples.ts';
import { type Entry, entryHash } from '../../proof/ledger.ts';
import { authorityTrust } from '../../proof/maker.ts';
import type { BundleVerification } from '../../proof/verify.ts';
import { assembleBundle, type BundleFiles, type BundleName, proofSeal, signatureBundle } from './bundle.ts';
import { renderProof } from './proof-document.ts';
import { type SignatureProof, signatureProofSchema } from './signature-proof.ts';
import { verifySignature } from './verifier.ts';

const { keys, parts, bundle: zip } = await sealedSample();
const files = signatureBundle.unpack(zip);

const later = '2026-11-21T22:36:00.000Z';

const failures = ({ checks }: BundleVerification) =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
const read = (from: BundleFiles) =>
  signatureProofSchema.parse(JSON.parse(Buffer.from(from['proof.json']).toString('utf8')));
const write = (proof: SignatureProof) => new TextEncoder().encode(`${JSON.stringify(proof, null, 2)}\n`);

/** What a careful forger does: the ZIP and its checksums are made again. */
const forged = (changes: Partial<BundleFiles>) => {
  const all = { ...files, ...changes };
  return signatureBundle.pack({ ...all, SHA256SUMS: signatureBundle.checksums(all) });
};

/** The chain made again after its acts were changed: every hash is right again. */
function rehashed(chain: readonly Entry[]): Entry[] {
  const done: Entry[] = [];
  for (const [i, entry] of chain.entries()) {
    const linked = { ...entry, sequence: i + 1, previousHash: done.at(-1)?.hash ?? '0'.repeat(64) };
    done.push({ ...linked, hash: entryHash(linked) });
  }
  return done;
}

function altered(bytes: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[at]! ^= 1;
  return copy;
}

/** Places spread over the whole, both ends among them. */
const places = (length: number, count: number) =>
  Array.from({ length: count }, (_, i) => Math.round((i * (length - 1)) / (count - 1)));

describe('holds', () => {
  test('as it was made, saying what remains for people to judge', async () => {
    const verification = await verifySignature(zip);
    expect(failures(verification)).toEqual([]);
    expect(verification.verdict).toBe('unknown-maker');
    const noted = verification.checks.filter(({ outcome }) => outcome === 'noted').map(({ name }) => name);
    expect(noted).toEqual(['unbacked', 'identity']);
    expect(verification.summary).toMatchObject({
      document: 'devis-2026-118.pdf',
      signers: ['Zoë Łukasiewicz'],
      sealedAt: '2026-11-21T22:44:00.000Z',
      documentSha256: sha256Hex(parts.original),
    });
  });

  test('with several signers and a long chain', async () => {
    const verification = await verifySignature(
      await sampleBundle({ names: ['Zoë Łukasiewicz', 'Åse Ørsted', 'Nguyễn Văn Ánh', 'Noé'], refusals: 12 }),
    );
    expect(verification.verdict).toBe('unknown-maker');
    expect(verification.summary?.signers).toHaveLength(4);
    expect(verification.checks.find(({ name }) => name === 'chain')?.text.fr).toContain('71 actes');
  });

  test('for the longest document that can be signed: sealing adds a page', async () => {
    const verification = await verifySignature(await sampleBundle({ pages: maxPages }));
    expect(failures(verification)).toEqual([]);
  });

  test('and says so when the sender’s own mail server carried the link', async () => {
    const bundle = await sampleBundle({ names: ['Zoë Łukasiewicz', 'Paul Martin'], through: 'smtp' });
    const verification = await verifySignature(bundle);
    expect(verification.verdict).toBe('unknown-maker');
    const said = verification.checks.find(({ name }) => name === 'invitation');
    expect(said?.outcome).toBe('noted');
    expect(said?.text.fr).toMatch(
      /Zoë Łukasiewicz, Paul Martin .* serveur d’e-mail de l’expéditeur, qui pouvait la lire/,
    );
    const { 'LISEZMOI.txt': readMe, 'proof.json': json } = signatureBundle.unpack(bundle);
    expect(Buffer.from(readMe).toString()).toContain("partie par le serveur d'e-mail de l'expéditeur");
    expect(JSON.parse(Buffer.from(json).toString()).legalNotice.en).toContain('sender’s own mail server');
    expect(Buffer.from(files['LISEZMOI.txt']).toString()).not.toContain('partie par');
  });

  test('saying who time-stamped, and whether this machine knows its root', async () => {
    const { timestamp } = parts.seal;
    const said = ({ checks }: Pick<BundleVerification, 'checks'>) =>
      checks.filter(({ name }) => name === 'authority-trust').map(({ text }) => text.fr);
    const [local, ...more] = said(await verifySignature(zip));
    expect(more).toEqual([]);
    expect(local).toContain('Guichet local time-stamp authority ne mène à aucune racine que Node connaisse');
    expect(local).toContain(timestamp.certFingerprint);
    const known = { ...timestamp, tsaName: 'Horodateur', certFingerprint: 'ab', anchor: 'Racine publique' };
    expect(said({ checks: authorityTrust([known, known]) })).toEqual([
      expect.stringMatching(/Horodateur, qui mène à « Racine publique »/),
    ]);
  });

  test('once personal facts are erased, and says so', async () => {
    const chain = parts.proof.chain.map(({ clear: _, ...entry }) => entry);
    const verification = await verifySignature(await assembleBundle({ ...parts, proof: { ...parts.proof, chain } }));
    expect(verification.verdict).toBe('unknown-maker');
    expect(verification.checks.find(({ name }) => name === 'erased')?.outcome).toBe('noted');
  });
});

describe('reports', () => {
  test('any altered byte, all along the ZIP', async () => {
    // Places in the tables at its end, and all over the files: each is a whole verification.
    const tables = Array.from({ length: 15 }, (_, i) => zip.length - 1 - i * 47);
    for (const at of [...places(zip.length, 25), ...tables]) {
      expect((await verifySignature(altered(zip, at))).verdict, `byte ${at}`).not.toMatch(/valid|unknown/);
    }
  });

  test.each(Object.keys(files) as BundleName[])('an altered byte of %s in a bundle packed again', async (name) => {
    for (const at of places(files[name].length, 16)) {
      const bytes = altered(files[name], at);
      const again =
        name === 'SHA256SUMS' ? signatureBundle.pack({ ...files, SHA256SUMS: bytes }) : forged({ [name]: bytes });
      expect((await verifySignature(again)).verdict, `byte ${at}`).toBe('broken');
    }
  });

  test('bytes appended, put before, or hidden in a ZIP comment', async () => {
    const comment = Buffer.concat([zip, Buffer.from('bonjour')]);
    comment.writeUInt16LE(7, zip.length - 2);
    for (const changed of [Buffer.concat([zip, Buffer.of(0)]), Buffer.concat([Buffer.of(0), zip]), comment]) {
      expect((await verifySignature(changed)).verdict).toBe('broken');
    }
  });

  test('the same files in a ZIP made otherwise', async () => {
    const other = zipSync({ ...files }, { level: 0, mtime: new Date(2026, 10, 21) });
    expect(failures(await verifySignature(other))).toEqual(['container']);
  });

  test('another original', async () => {
    const verification = await verifySignature(forged({ 'original.pdf': Buffer.from('%PDF-1.4 another quote') }));
    expect(failures(verification)).toContain('documents');
    expect(verification.checks.find(({ name }) => name === 'documents')?.text.fr).toContain('original.pdf');
  });

  test('an act changed, the chain and all hashes made again: the seal of proof.pdf cannot be', async () => {
    const proof = read(files);
    const chain = rehashed(proof.chain.map((entry) => (entry.act === 'signed' ? { ...entry, at: later } : entry)));
    const signers = proof.signers.map((signer) => ({ ...signer, signedAt: later }));
    expect(failures(await verifySignature(forged({ 'proof.json': write({ ...proof, chain, signers }) })))).toEqual([
      'facts',
      'proof-document',
      'sealed-chain',
      'drawing',
    ]);
  });

  test('a changed act whose hash was left', async () => {
    const proof = read(files);
    const chain = proof.chain.map((entry) => (entry.act === 'opened' ? { ...entry, at: later } : entry));
    const verification = await verifySignature(forged({ 'proof.json': write({ ...proof, chain }) }));
    expect(failures(verification)).toEqual(['chain', 'facts', 'proof-document', 'drawing']);
  });

  test('an act removed', async () => {
    const proof = read(files);
    const without = proof.chain.filter(({ act }) => act !== 'code-validated');
    const gap = await verifySignature(forged({ 'proof.json': write({ ...proof, chain: without }) }));
    expect(failures(gap)).toContain('chain');
    const closed = await verifySignature(forged({ 'proof.json': write({ ...proof, chain: rehashed(without) }) }));
    expect(failures(closed)).toEqual(['acts', 'facts', 'proof-document', 'sealed-chain', 'drawing']);
  });

  test('a personal fact that is not what was recorded', async () => {
    const proof = read(files);
    const chain = proof.chain.map((entry) =>
      entry.act === 'signed'
        ? { ...entry, clear: { ...entry.clear, name: { value: 'Paul Autre', salt: entry.clear!.name!.salt } } }
        : entry,
    );
    const verification = await verifySignature(forged({ 'proof.json': write({ ...proof, chain }) }));
    expect(failures(verification)).toEqual(['personal-facts', 'facts', 'proof-document', 'drawing']);
  });

  test('the proof.pdf of another bundle, sealed by the same key', async () => {
    const other = signatureBundle.unpack(await sampleBundle({ keys, names: ['Paul Autre'] }));
    expect(failures(await verifySignature(forged({ 'proof.pdf': other['proof.pdf'] })))).toEqual([
      'proof-document',
      'drawing',
    ]);
  });

  test('a proof.pdf that the key sealed as a customer’s document, whatever it says', async () => {
    const proof = { ...read(files), sender: { ...read(files).sender, name: 'Paul Autre' } };
    const json = write(proof);
    const seal = proofSeal(proof, json, 'fr');
    const lookalike = await renderProof(proof, sha256Hex(json), 'fr');
    const { bytes } = await sealPdf(lookalike, { ...seal, reason: 'Signature électronique' }, keys);
    expect(failures(await verifySignature(forged({ 'proof.json': json, 'proof.pdf': bytes })))).toEqual([
      'facts',
      'proof-document',
    ]);
  });

  test('a proof.pdf sealed by another key', async () => {
    const others = await sampleKeys();
    const { bytes } = await sealPdf(
      await renderProof(read(files), sha256Hex(files['proof.json']), 'fr'),
      proofSeal(read(files), files['proof.json'], 'fr'),
      others,
    );
    expect(failures(await verifySignature(forged({ 'proof.pdf': bytes })))).toEqual(['proof-document']);
  });

  test('an invitation said to have left through our server when the chain says it did not', async () => {
    const { proof, ...rest } = await sampleParts({ keys, through: 'smtp' });
    const signers = proof.signers.map(({ invitation: { through: _, ...invitation }, ...signer }) => ({
      ...signer,
      invitation,
    }));
    expect(failures(await verifySignature(await assembleBundle({ ...rest, proof: { ...proof, signers } })))).toEqual([
      'facts',
    ]);
  });

  test('facts about the seal that the seal belies', async () => {
    const { seal } = parts.proof;
    const wrong = {
      ...seal,
      certificate: { ...seal.certificate, notAfter: later },
      timestamp: { ...seal.timestamp, policy: '1.2.3' },
    };
    const verification = await verifySignature(
      await assembleBundle({ ...parts, proof: { ...parts.proof, seal: wrong } }),
    );
    expect(failures(verification)).toEqual(['seal', 'timestamp']);
  });

  test('the time-stamp token of another document', async () => {
    const other = await sampleParts({ keys });
    const { value, timestamp } = parts.seal;
    const seal = { ...parts.seal, value, timestamp: { ...timestamp, token: other.seal.timestamp.token } };
    const swapped = await assembleBundle({ ...parts, seal });
    expect(failures(await verifySignature(swapped))).toEqual(['timestamp']);
  });

  test('a signature later than its time-stamp', async () => {
    const late = '2026-11-21T23:44:00.000Z';
    const after = ['signed', 'code-validated', 'sealed', 'filed'];
    const chain = rehashed(parts.proof.chain.map((e) => (after.includes(e.act) ? { ...e, at: late } : e)));
    const signers = parts.proof.signers.map((s) => ({ ...s, signedAt: late, code: { ...s.code, validatedAt: late } }));
    const proof = { ...parts.proof, chain, signers };
    expect(failures(await verifySignature(await assembleBundle({ ...parts, proof })))).toEqual(
      expect.arrayContaining(['timestamp', 'sealed-chain']),
    );
  });

  test('a proof.json that is no proof, without saying that the rest holds', async () => {
    for (const text of ['{}', 'not json', '[', '{"version":"2"}']) {
      const verification = await verifySignature(forged({ 'proof.json': new TextEncoder().encode(text) }));
      expect(failures(verification)).toContain('proof-json');
      expect(verification.summary).toBeUndefined();
    }
  });
});
