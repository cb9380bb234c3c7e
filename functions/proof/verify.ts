import { sha256Hex } from '../../shared/sha256.ts';
import { say, type Text } from '../../shared/text.ts';
import { BundleError, type BundleFiles, bundleNames, checksums, packBundle, unpackBundle } from './bundle.ts';
import { type Check, judge, note, unless } from './check.ts';
import { invitedThroughSender, senderServerNotice } from './legal-notice.ts';
import { type Known, nothingKnown } from './maker.ts';
import { type SignatureProof, signatureProofSchema } from './signature-proof.ts';
import { besideCheck } from './verify-beside.ts';
import { verifyChain } from './verify-chain.ts';
import { verifySeals } from './verify-seals.ts';

export type { Check } from './check.ts';

export interface ProofSummary {
  requestId: string;
  document: string;
  documentSha256: string;
  signers: string[];
  /** The time-stamp authority's time, ISO 8601. */
  sealedAt: string;
  certificateFingerprint: string;
  level: Text;
}

/**
 * `valid`: all holds, and who sealed and time-stamped it is known. `unknown-maker`: all holds together, but anybody may
 * have made it. `broken`: something does not hold. `unusable`: there is nothing to verify.
 */
export const VERDICTS = ['valid', 'broken', 'unusable', 'unknown-maker'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface BundleVerification {
  verdict: Verdict;
  /** `noted` checks say what remains for people to judge. */
  checks: Check[];
  /** What the bundle says, to be believed only when it is `valid`. */
  summary?: ProofSummary;
}

/**
 * Verifies an evidence bundle with nothing but the bundle and what is known from elsewhere of who makes them: no network,
 * no account, no key. Never rejects.
 */
export async function verifyBundle(zip: Uint8Array, known: Known = nothingKnown): Promise<BundleVerification> {
  let files: BundleFiles;
  try {
    files = unpackBundle(zip);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return {
      verdict: error.notZip ? 'unusable' : 'broken',
      checks: [{ name: 'container', outcome: 'failed', text: error.text }],
    };
  }
  const checks = [containerCheck(zip, files), sumsCheck(files)];
  const proof = readProof(files['proof.json']);
  if (!proof) {
    checks.push({
      name: 'proof-json',
      outcome: 'failed',
      text: say(
        'proof.json est illisible ou il y manque des faits : le reste ne peut pas être vérifié.',
        'proof.json cannot be read or lacks facts: the rest cannot be verified.',
      ),
    });
    return { verdict: 'broken', checks };
  }
  checks.push(
    judge(
      'proof-json',
      say('proof.json est complet et bien formé.', 'proof.json is complete and well formed.'),
      consentProblems(proof),
    ),
    documentsCheck(proof, files),
    await besideCheck(proof, files),
    ...verifyChain(proof),
    ...(await verifySeals(proof, files, known)),
    ...identityNotes(proof),
  );
  const ordered = checks.toSorted((a, b) => rank(a) - rank(b));
  return { verdict: verdictOf(checks), checks: ordered, summary: summaryOf(proof) };
}

/** What was verified comes first, whose it is next, what remains to be judged last: so it reads. */
const rank = ({ outcome }: Check) => ({ passed: 0, failed: 0, unknown: 1, noted: 2 })[outcome];

function verdictOf(checks: readonly Check[]): Verdict {
  const some = (wanted: Check['outcome']) => checks.some(({ outcome }) => outcome === wanted);
  if (some('failed')) return 'broken';
  return some('unknown') ? 'unknown-maker' : 'valid';
}

function containerCheck(zip: Uint8Array, files: BundleFiles): Check {
  return judge(
    'container',
    say('Le ZIP est complet et n’a rien de trop.', 'The ZIP is complete and holds nothing more.'),
    unless(
      Buffer.from(packBundle(files)).equals(zip),
      'le ZIP a été modifié ou refait : des octets ne sont pas ceux qui furent écrits',
      'the ZIP was changed or made again: some bytes are not those that were written',
    ),
  );
}

function sumsCheck(files: BundleFiles): Check {
  const stated = new TextDecoder().decode(files.SHA256SUMS).split('\n');
  const expected = new TextDecoder().decode(checksums(files)).split('\n');
  const wrong = bundleNames.filter((name) => expected.some((l) => l.endsWith(`  ${name}`) && !stated.includes(l)));
  return judge(
    'checksums',
    say('Chaque fichier a l’empreinte que dit SHA256SUMS.', 'Each file has the fingerprint that SHA256SUMS states.'),
    [
      ...wrong.map((name) =>
        say(`${name} n’a pas l’empreinte que dit SHA256SUMS`, `${name} does not have the fingerprint in SHA256SUMS`),
      ),
      ...unless(
        wrong.length > 0 || Buffer.from(checksums(files)).equals(files.SHA256SUMS),
        'SHA256SUMS a été modifié',
        'SHA256SUMS was changed',
      ),
    ],
  );
}

function readProof(bytes: Uint8Array): SignatureProof | undefined {
  try {
    return signatureProofSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).data;
  } catch {
    // Neither JSON nor UTF-8.
    return undefined;
  }
}

const consentProblems = ({ signers }: SignatureProof): Text[] =>
  signers.flatMap(({ name, consent }) =>
    unless(
      sha256Hex(new TextEncoder().encode(consent.text)) === consent.sha256,
      `le texte du consentement de ${name} n’a pas l’empreinte indiquée`,
      `the text of ${name}’s consent does not have the fingerprint stated`,
    ),
  );

function documentsCheck({ documents, files: hashes }: SignatureProof, files: BundleFiles): Check {
  const { original, displayed, sealed } = documents;
  const pinned = [
    ...Object.entries(hashes).map(([name, sha256]) => ({ name, sha256, size: undefined })),
    { name: 'original.pdf', ...original },
    { name: 'original.pdf', ...displayed },
    { name: 'sealed.pdf', ...sealed },
  ];
  return judge(
    'documents',
    say(
      'Les fichiers sont ceux que proof.json décrit, et le document scellé commence par l’original, octet pour octet.',
      'The files are those that proof.json describes, and the sealed document begins with the original, byte for byte.',
    ),
    [
      ...pinned.flatMap(({ name, sha256, size }) => {
        const bytes = files[name as keyof BundleFiles];
        return unless(
          sha256Hex(bytes) === sha256 && (size === undefined || size === bytes.length),
          `${name} n’est pas le fichier que proof.json décrit`,
          `${name} is not the file that proof.json describes`,
        );
      }),
      ...unless(
        Buffer.from(files['sealed.pdf'].subarray(0, files['original.pdf'].length)).equals(files['original.pdf']),
        'le document scellé ne commence pas par l’original',
        'the sealed document does not begin with the original',
      ),
    ],
  );
}

function identityNotes({ signers }: SignatureProof): Check[] {
  const throughSender = invitedThroughSender(signers);
  return [
    note(
      'identity',
      say(
        'Le dossier établit que le signataire lisait l’adresse e-mail et tenait le téléphone donnés par l’expéditeur ; aucune pièce d’identité n’a été vérifiée (signature simple).',
        'The bundle establishes that the signer had access to the email address and the phone given by the sender; no identity document was checked (simple signature).',
      ),
    ),
    ...(throughSender.length > 0 ? [note('invitation', senderServerNotice(throughSender))] : []),
  ];
}

const summaryOf = ({ request, documents, signers, seal }: SignatureProof): ProofSummary => ({
  requestId: request.id,
  document: documents.original.filename,
  documentSha256: documents.original.sha256,
  signers: signers.map(({ name }) => name),
  sealedAt: seal.timestamp.at,
  certificateFingerprint: seal.certificate.fingerprint,
  level: request.level.statement,
});
