import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { classicPdf, modernPdf, sampleSeal, sealingKeys } from '../../test/pdf-samples.ts';
import fc from '../../test/property.ts';
import { signWithKey } from './digest-signer.ts';
import { issueCertificate } from './issue-certificate.ts';
import { sealPdf } from './seal-pdf.ts';
import { verifySealedPdf } from './verify-pdf.ts';

const at = new Date('2026-11-21T22:34:00Z');
const day = 24 * 3600 * 1000;
const keys = await sealingKeys(at);
const { bytes: sealed } = await sealPdf(classicPdf(), sampleSeal(at), keys);
const { start: gapStart, end: gapEnd } = (await verifySealedPdf(sealed)).signatures[0]!.place!;
const signatureHex = Buffer.from(sealed.subarray(gapStart + 1, gapEnd - 1)).toString('latin1');
const signatureLength = signatureHex.replace(/0+$/, '').length;

const altered = (position: number, mask: number) => {
  const copy = new Uint8Array(sealed);
  copy[position]! ^= mask;
  return copy;
};
const problemsOf = async (bytes: Uint8Array) => (await verifySealedPdf(bytes)).problems;

describe('reports any altered byte', () => {
  test('of the document', async () => {
    const positions = fc.integer({ min: 0, max: sealed.length - 1 }).filter((at) => at < gapStart || at >= gapEnd);
    await fc.assert(
      fc.asyncProperty(positions, fc.integer({ min: 1, max: 255 }), async (position, mask) => {
        expect((await verifySealedPdf(altered(position, mask))).valid).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('of the signature itself', async () => {
    const unseen: number[] = [];
    for (let position = gapStart; position < gapStart + 1 + signatureLength; position += 23) {
      if ((await verifySealedPdf(altered(position, 1 + (position % 7)))).valid) unseen.push(position - gapStart - 1);
    }
    expect(unseen).toEqual([]);
  });

  test('of its padding', async () => {
    expect(await problemsOf(altered(gapEnd - 2, 1))).toEqual(['padding']);
    expect(await problemsOf(altered(gapEnd - 1, 1))).not.toEqual([]);
  });

  test('even one that spells the same signature in other letters', async () => {
    const letter = gapStart + 1 + signatureHex.search(/[a-f]/);
    expect(await problemsOf(altered(letter, 0x20))).toEqual(['contents']);
  });
});

test('reports bytes appended: a line end, rubbish, or a further revision', async () => {
  for (const more of ['\n', ' ', '%%EOF\n', '\n<!-- -->']) {
    const longer = new Uint8Array(Buffer.concat([sealed, Buffer.from(more)]));
    expect(await problemsOf(longer), JSON.stringify(more)).toEqual(['changed-after-signature']);
  }
  const revised = new Uint8Array(Buffer.concat([sealed, await revisionOf(sealed)]));
  expect(await problemsOf(revised)).toEqual(['changed-after-signature']);
});

test('reports bytes cut off', async () => {
  expect((await verifySealedPdf(sealed.subarray(0, sealed.length - 1))).valid).toBe(false);
  expect((await verifySealedPdf(sealed.subarray(0, gapEnd))).problems).toEqual(['unreadable']);
});

test('says so when there is no signature', async () => {
  expect(await verifySealedPdf(modernPdf())).toEqual({
    valid: false,
    problems: ['not-signed'],
    pages: 1,
    signatures: [],
  });
  expect(await problemsOf(Buffer.from('rubbish'))).toEqual(['unreadable']);
});

describe('reports a seal that does not hold together', () => {
  const sealedWith = async (over: Partial<typeof keys>) =>
    problemsOf((await sealPdf(classicPdf(), sampleSeal(at), { ...keys, ...over })).bytes);

  test('made by another key than its certificate’s', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(await sealedWith({ signer: { ...keys.signer, sign: signWithKey(privateKey) } })).toContain(
      'signature-invalid',
    );
  });

  test('whose time-stamp is over something else', async () => {
    const tsa = { stamp: () => keys.tsa.stamp(randomBytes(32)) };
    expect(await sealedWith({ tsa })).toEqual(['timestamp-imprint-mismatch']);
  });

  test('whose certificate was not valid yet, or no longer, at the time-stamp', async () => {
    for (const offset of [-2 * day, 400 * day]) {
      const { tsa } = await sealingKeys(new Date(at.getTime() + offset));
      expect(await sealedWith({ tsa })).toEqual(['certificate-not-valid-then']);
    }
  });

  test('whose authority’s certificate was not valid at the time-stamp', async () => {
    const early = new Date(at.getTime() - 2 * day);
    const { tsa } = await sealingKeys(at, () => early);
    expect(await sealedWith({ tsa })).toContain('timestamp-certificate-not-valid-then');
  });

  test('time-stamped with a certificate that is not for time-stamping', async () => {
    const other = await sealingKeys(at);
    const { signCms } = await import('./cms.ts');
    const { tokenContent } = await import('./timestamp.ts');
    const { OID } = await import('./der.ts');
    const tsa = {
      stamp: async (digest: Uint8Array) =>
        signCms({ contentType: OID.tstInfo, embedded: tokenContent(await keys.tsa.stamp(digest)) }, other.signer),
    };
    expect(await sealedWith({ tsa })).toEqual(['timestamp-certificate-usage']);
  });

  test('carrying a certificate that vouches for nothing in it', async () => {
    const stranger = (await sealingKeys(at)).signer.certificateChain;
    const certificateChain = [...keys.signer.certificateChain, ...stranger];
    expect(await sealedWith({ signer: { ...keys.signer, certificateChain } })).toEqual(['certificate-chain-broken']);
  });
});

test('accepts a seal vouched for by an authority, and names it', async () => {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = (key: typeof own.publicKey) => new Uint8Array(key.export({ type: 'spki', format: 'der' }));
  const common = {
    issuer: { CN: 'Autorité d’essai' },
    issuerPublicKeySpki: spki(authority.publicKey),
    signer: signWithKey(authority.privateKey),
    notBefore: new Date(at.getTime() - day),
    notAfter: new Date('2051-01-01T00:00:00Z'),
  };
  const root = {
    ...common,
    subject: common.issuer,
    publicKeySpki: spki(authority.publicKey),
    serial: randomBytes(8),
    use: 'authority' as const,
  };
  const leaf = {
    ...common,
    subject: { CN: 'Menuiserie Dupré' },
    publicKeySpki: spki(own.publicKey),
    serial: randomBytes(8),
    use: 'seal' as const,
  };
  const signer = {
    certificateChain: [await issueCertificate(leaf), await issueCertificate(root)],
    sign: signWithKey(own.privateKey),
  };
  const { bytes } = await sealPdf(classicPdf(), sampleSeal(at), { ...keys, signer });
  const { valid, signatures } = await verifySealedPdf(bytes);
  expect(valid).toBe(true);
  expect(signatures[0]!.signedBy).toMatchObject({
    subject: 'CN=Menuiserie Dupré',
    issuer: 'CN=Autorité d’essai',
    selfIssued: false,
    notAfter: common.notAfter,
  });
});

/** What an editor appends to a document to change its title. */
async function revisionOf(bytes: Uint8Array): Promise<Uint8Array> {
  const { PDF } = await import('@libpdf/core');
  const pdf = await PDF.load(bytes);
  pdf.setTitle('Autre devis');
  return (await pdf.save({ incremental: true })).subarray(bytes.length);
}
