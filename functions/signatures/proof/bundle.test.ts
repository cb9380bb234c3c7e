import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../shared/sha256.ts';
import { sealedSample } from '../../../test/proof-samples.ts';
import { setVariables } from '../../../test/variables.ts';
import { BundleError } from '../../proof/bundle.ts';
import { assembleBundle, signatureBundle } from './bundle.ts';
import type { SignerProof } from './signature-proof.ts';

const { parts, bundle: zip } = await sealedSample();
const files = signatureBundle.unpack(zip);
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

/** What `signatureBundle.unpack` says of a file that it refuses. */
function refusal(bytes: Uint8Array) {
  try {
    signatureBundle.unpack(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(BundleError);
    return (error as BundleError).text;
  }
  throw new Error('It was accepted.');
}

describe('a bundle', () => {
  test('holds every file that is announced, and gives back the document as it was', async () => {
    expect(Object.keys(files).sort()).toEqual([...signatureBundle.names].sort());
    expect(files['original.pdf']).toEqual(parts.original);
  });

  test('is the same for the same files, wherever it is made', () => {
    for (const TZ of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Paris']) {
      setVariables({ TZ });
      expect(Buffer.from(signatureBundle.pack(files)).equals(zip)).toBe(true);
    }
  });

  test('lists checksums that sha256sum reads', () => {
    const lines = textOf(files.SHA256SUMS).trimEnd().split('\n');
    expect(lines).toHaveLength(signatureBundle.names.length - 1);
    for (const line of lines) {
      const [hash, name] = line.split('  ');
      expect(hash).toBe(sha256Hex(files[name as keyof typeof files]));
    }
  });

  test('states the level without overstating it, in both languages', () => {
    const proof = JSON.parse(textOf(files['proof.json']));
    expect(proof.request.level.eidas).toBe('simple-electronic-signature');
    expect(proof.legalNotice.fr).toContain('Ce n’est ni une signature avancée');
    expect(proof.legalNotice.en).toContain('neither an advanced');
  });

  test('refuses facts that lack something rather than proving less', async () => {
    const [signer] = parts.proof.signers;
    const { consent: _, ...withoutConsent } = signer!;
    const proof = { ...parts.proof, signers: [withoutConsent as SignerProof] };
    await expect(assembleBundle({ ...parts, proof })).rejects.toThrow(/consent/);
  });
});

describe('unpacking refuses', () => {
  const stored = { level: 0, mtime: new Date(1980, 0, 1, 12) } as const;

  test('a compressed file, before inflating it', () => {
    const bomb = { ...files, 'proof.json': new Uint8Array(50_000_000) };
    const packed = zipSync(bomb, { level: 9, mtime: new Date(1980, 0, 1, 12) });
    expect(packed.length).toBeLessThan(1_000_000);
    expect(refusal(packed).en).toMatch(/is compressed/);
  });

  test.each(['../../etc/passwd', '/original.pdf', 'original.pdf/../sealed.pdf', 'Original.pdf', 'notes.txt'])(
    'a file named %s',
    (name) => {
      expect(refusal(zipSync({ ...files, [name]: [new Uint8Array(3), stored] }, stored)).en).toMatch(/foreign file/);
    },
  );

  test('a file named as a part of every object', () => {
    const packed = Buffer.from(zipSync({ ...files, proto_txt: [new Uint8Array(3), stored] }, stored));
    for (let at = packed.indexOf('proto_txt'); at >= 0; at = packed.indexOf('proto_txt')) packed.write('__proto__', at);
    expect(refusal(packed).en).toMatch(/foreign file/);
  });

  test.each(signatureBundle.names)('a bundle without %s', (name) => {
    const { [name]: _, ...rest } = files;
    const { fr } = refusal(zipSync(rest, stored));
    expect(fr).toContain('Il manque au dossier');
    expect(fr).toContain(name);
  });

  test('a truncated bundle, an empty ZIP and what is no ZIP', () => {
    expect(refusal(zip.subarray(0, zip.length - 100)).fr).toContain('endommagé');
    expect(refusal(zipSync({})).en).toMatch(/lacks/);
    expect(refusal(Buffer.from('%PDF-1.7 a document')).en).toMatch(/not a ZIP/);
    expect(refusal(new Uint8Array()).en).toMatch(/not a ZIP/);
  });
});
