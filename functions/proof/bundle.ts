import { unzipSync, type Zippable, zipSync } from 'fflate';
import { pem } from '../../shared/documents/certificates.ts';
import type { Seal } from '../../shared/documents/seal-pdf.ts';
import type { SoundSeal } from '../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { type Locale, say, type Text } from '../../shared/text.ts';
import { renderProof } from './proof-document.ts';
import { proofSeal } from './proof-seal.ts';
import { readMe } from './read-me.ts';
import { type SignatureFacts, signatureProofSchema, writeProof } from './signature-proof.ts';

/** The files of an evidence bundle, in their order. */
export const bundleNames = [
  'LISEZMOI.txt',
  'original.pdf',
  'sealed.pdf',
  'proof.pdf',
  'proof.json',
  'certificates.pem',
  'timestamp.tst',
  'SHA256SUMS',
] as const;
export type BundleName = (typeof bundleNames)[number];
export type BundleFiles = Record<BundleName, Uint8Array>;

const maxBytes = 200_000_000;

/** Why a file is no evidence bundle. `notZip`: it does not even pretend to be one. */
export class BundleError extends Error {
  override name = 'BundleError';
  readonly text: Text;
  readonly notZip: boolean;
  constructor(text: Text, notZip = false) {
    super(text.en);
    this.text = text;
    this.notZip = notZip;
  }
}

/**
 * The ZIP of these files, always the same for the same bytes: stored without compression, so that no version of a
 * compressor can make a difference, and dated 1 January 1980, in every time zone.
 */
export function packBundle(files: BundleFiles): Uint8Array {
  const options = { level: 0, mtime: new Date(1980, 0, 1, 12) } as const;
  const entries = bundleNames.map((name): [string, Zippable[string]] => [name, [files[name], options]]);
  return zipSync(Object.fromEntries(entries));
}

/**
 * The files of a bundle: all of them and no other, none compressed, no more than 200 MB.
 * @throws BundleError
 */
export function unpackBundle(zip: Uint8Array): BundleFiles {
  if (zip.length > maxBytes) throw new BundleError(say('Le fichier dépasse 200 Mo.', 'The file is over 200 MB.'));
  const seen = new Set<string>();
  const files = unzip(zip, ({ name, compression, originalSize }) => {
    if (!bundleNames.some((known) => known === name)) {
      const shown = JSON.stringify(name.slice(0, 80));
      throw new BundleError(
        say(`Le ZIP contient un fichier étranger : ${shown}.`, `The ZIP holds a foreign file: ${shown}.`),
      );
    }
    if (seen.has(name)) {
      throw new BundleError(say(`Le ZIP contient deux fois ${name}.`, `The ZIP holds ${name} twice.`));
    }
    seen.add(name);
    if (compression !== 0 || originalSize > maxBytes) {
      throw new BundleError(
        say(
          `${name} est compressé : un dossier de preuve ne l’est jamais.`,
          `${name} is compressed: an evidence bundle never is.`,
        ),
      );
    }
    return true;
  });
  const missing = bundleNames.filter((name) => !files[name]);
  if (missing.length > 0) {
    throw new BundleError(
      say(`Il manque au dossier : ${missing.join(', ')}.`, `The bundle lacks: ${missing.join(', ')}.`),
    );
  }
  return files as BundleFiles;
}

function unzip(zip: Uint8Array, filter: NonNullable<Parameters<typeof unzipSync>[1]>['filter'] & object) {
  try {
    return unzipSync(zip, { filter });
  } catch (error) {
    if (error instanceof BundleError) throw error;
    const isZip = Buffer.from(zip.subarray(0, 4)).equals(Buffer.from('PK\x03\x04', 'latin1'));
    throw isZip
      ? new BundleError(say('Le ZIP est incomplet ou endommagé.', 'The ZIP is incomplete or damaged.'))
      : new BundleError(say('Ce fichier n’est pas un ZIP.', 'This file is not a ZIP.'), true);
  }
}

/** The bytes of `SHA256SUMS`, as `sha256sum -c` reads them: every file of the bundle but itself. */
export function checksums(files: Omit<BundleFiles, 'SHA256SUMS'>): Uint8Array {
  const names = bundleNames.filter((name) => name !== 'SHA256SUMS');
  return new TextEncoder().encode(names.map((name) => `${sha256Hex(files[name])}  ${name}\n`).join(''));
}

export interface BundleParts {
  proof: SignatureFacts;
  original: Uint8Array;
  sealed: Uint8Array;
  /** Of `sealed`. */
  seal: SoundSeal;
  /** Seals proof.pdf with the key that sealed the document; the seal given is what `verifyBundle` looks for. */
  sealProof: (pdf: Uint8Array, seal: Seal) => Promise<Uint8Array>;
  locale: Locale;
}

/** An evidence bundle, as a ZIP. Rejects when a fact is missing or malformed, and with what `sealProof` rejects with. */
export async function assembleBundle(parts: BundleParts): Promise<Uint8Array> {
  const { value, timestamp } = parts.seal;
  const evidence = {
    'original.pdf': parts.original,
    'sealed.pdf': parts.sealed,
    'certificates.pem': new TextEncoder().encode(pem(value.certificates)),
    'timestamp.tst': timestamp.token,
    'LISEZMOI.txt': new TextEncoder().encode(readMe(parts.proof, parts.seal, parts.sealed.length)),
  };
  const hashes = {
    'original.pdf': sha256Hex(evidence['original.pdf']),
    'sealed.pdf': sha256Hex(evidence['sealed.pdf']),
    'certificates.pem': sha256Hex(evidence['certificates.pem']),
    'timestamp.tst': sha256Hex(evidence['timestamp.tst']),
    'LISEZMOI.txt': sha256Hex(evidence['LISEZMOI.txt']),
  };
  const json = writeProof(parts.proof, hashes);
  const proof = signatureProofSchema.parse(JSON.parse(new TextDecoder().decode(json)));
  const pdf = await renderProof(proof, sha256Hex(json), parts.locale);
  const sealed = await parts.sealProof(pdf, proofSeal(proof, json, parts.locale));
  const files = { ...evidence, 'proof.json': json, 'proof.pdf': sealed };
  return packBundle({ ...files, SHA256SUMS: checksums(files) });
}
