import * as z from 'zod';
import { pem } from '../../shared/documents/certificates.ts';
import type { Seal } from '../../shared/documents/seal-pdf.ts';
import { type SoundSeal, soundSeal } from '../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import type { Locale, Text } from '../../shared/text.ts';
import { written } from './backed.ts';
import { type Container, container, type Files, hashesOf, type Vouching } from './bundle.ts';
import { unless } from './check.ts';
import type { Entry } from './ledger.ts';
import { proofSealOf } from './proof-seal.ts';
import { bilingual, type SealedProof, sealFacts, sha256 } from './sealed-proof.ts';
import type { Drawing } from './verify-drawing.ts';

/** The bundle about one file that we made and sealed, such as a receipt. */
export const sealedBundle = container(['sealed.pdf']);
type BundleName = (typeof sealedBundle.names)[number];
export type SealedBundleFiles = Files<BundleName>;

/** SHA-256 of the bundle's other files; proof.pdf states proof.json's, and SHA256SUMS everything's. */
export const sealedBundleHashes = z.strictObject({
  'sealed.pdf': sha256,
  'certificates.pem': sha256,
  'timestamp.tst': sha256,
  'LISEZMOI.txt': sha256,
});
type Hashes = z.infer<typeof sealedBundleHashes>;

type StatedProof = SealedProof & { drawing: number; files: Hashes };
/** What is known before the bundle is put together. */
export type FactsOf<Proof> = Omit<Proof, 'version' | 'kind' | 'drawing' | 'legalNotice' | 'files'>;

/** How the proof of a kind of such files is told; `Own`: the names of what its bundle holds beside the sealed file. */
export interface SealedKind<Proof extends StatedProof, Own extends string = never> {
  container: Container<'sealed.pdf' | Own | Vouching>;
  /** As proof.json states it. */
  kind: string;
  /** Counts the ways in which proof.pdf and LISEZMOI.txt were drawn of a proof. */
  drawing: number;
  schema: z.ZodType<Proof>;
  legalNotice: Text;
  /** What the acts say of each field that neither the seal nor the chain itself tells. */
  backing(chain: readonly Entry[]): { retention?: { rule?: unknown } | undefined };
  localeOf(chain: readonly Entry[]): Locale;
  /** What is proved, and the name of its file. */
  about(proof: Proof): { id: string; filename: string };
  readMe(facts: FactsOf<Proof>, seal: Pick<SoundSeal, 'place' | 'value'>, size: number): Uint8Array;
  render(proof: Proof, proofJsonSha256: string, locale: Locale): Promise<Uint8Array>;
}

export interface SealedBundleParts<Own extends string = never> {
  chain: readonly Entry[];
  sealed: Uint8Array;
  beside: Files<Own>;
  /** Seals proof.pdf with the key that sealed the file. */
  sealProof: (pdf: Uint8Array, seal: Seal, of: SoundSeal) => Promise<Uint8Array>;
  now: Date;
}

type Parts<Own extends string> = Omit<Files<BundleName | Own>, 'SHA256SUMS'>;

/** An evidence bundle, as a ZIP. Rejects when a fact is missing or malformed, and with what `sealProof` rejects with. */
export async function assembleSealedBundle<Proof extends StatedProof, Own extends string = never>(
  told: SealedKind<Proof, Own>,
  { chain, sealed, beside, sealProof, now }: SealedBundleParts<Own>,
): Promise<Uint8Array> {
  const seal = await soundSeal(sealed);
  const facts = {
    ...(written(told.backing(chain)) as object),
    seal: sealFacts(seal),
    chain: [...chain],
    generatedAt: now.toISOString(),
  } as unknown as FactsOf<Proof>;
  const evidence = {
    'sealed.pdf': sealed,
    ...beside,
    'certificates.pem': new TextEncoder().encode(pem(seal.value.certificates)),
    'timestamp.tst': seal.timestamp.token,
    'LISEZMOI.txt': told.readMe(facts, seal, sealed.length),
  };
  const { kind, drawing } = told;
  const proof = told.schema.parse({
    version: '1',
    kind,
    drawing,
    ...facts,
    legalNotice: bilingual.parse(told.legalNotice),
    files: hashesOf(evidence),
  });
  const json = new TextEncoder().encode(`${JSON.stringify(proof, null, 2)}\n`);
  const locale = told.localeOf(chain);
  const pdf = await told.render(proof, sha256Hex(json), locale);
  const how = proofSealOf({ ...told.about(proof), proof }, json, locale);
  const files = { ...evidence, 'proof.json': json, 'proof.pdf': await sealProof(pdf, how, seal) } as Parts<Own>;
  return told.container.pack({ ...files, SHA256SUMS: told.container.checksums(files) } as Files<BundleName | Own>);
}

/** proof.pdf and LISEZMOI.txt as this version draws them of a proof; undefined when an earlier one drew them. */
export async function drawingOf<Proof extends StatedProof, Own extends string>(
  told: SealedKind<Proof, Own>,
  proof: Proof,
  seal: Pick<SoundSeal, 'place' | 'value'>,
  files: SealedBundleFiles,
): Promise<Drawing | undefined> {
  if (proof.drawing !== told.drawing) return undefined;
  const words = [told.legalNotice, told.backing(proof.chain).retention?.rule];
  return {
    pdf: await told.render(proof, sha256Hex(files['proof.json']), told.localeOf(proof.chain)),
    readMe: told.readMe(proof, seal, files['sealed.pdf'].length),
    hasOurWords: JSON.stringify([proof.legalNotice, proof.retention.rule]) === JSON.stringify(words),
  };
}

/** The files that are not those that proof.json describes. */
export const unlikeTheirHashes = (
  hashes: Readonly<Record<string, string>>,
  files: Readonly<Record<string, Uint8Array>>,
): Text[] =>
  Object.entries(hashes).flatMap(([name, hash]) =>
    unless(
      files[name] !== undefined && sha256Hex(files[name]) === hash,
      `${name} n’est pas le fichier que proof.json décrit`,
      `${name} is not the file that proof.json describes`,
    ),
  );
