import { sha256Hex } from '../../../shared/sha256.ts';
import { say, type Text } from '../../../shared/text.ts';
import { type Check, judge, note, unless } from '../../proof/check.ts';
import type { Known } from '../../proof/maker.ts';
import { verifier, verifyBundle } from '../../proof/verify.ts';
import { verifyDrawing } from '../../proof/verify-drawing.ts';
import { type SealedFor, verifySeals } from '../../proof/verify-seals.ts';
import { requestActs } from '../request-acts.ts';
import { type BundleFiles, signatureBundle } from './bundle.ts';
import { drawing } from './drawing.ts';
import { invitedThroughSender, senderServerNotice } from './legal-notice.ts';
import { DRAWING, KIND, type SignatureProof, signatureProofSchema } from './signature-proof.ts';
import { verifyActs } from './verify-acts.ts';
import { besideCheck } from './verify-beside.ts';

/** How the evidence of a signature is verified. */
const signatureVerifier = verifier({
  kind: KIND,
  container: signatureBundle,
  schema: signatureProofSchema,
  acts: requestActs,
  drawing: DRAWING,
  async checks(proof, files, known) {
    return [
      judge(
        'proof-json',
        say('proof.json est complet et bien formé.', 'proof.json is complete and well formed.'),
        consentProblems(proof),
      ),
      documentsCheck(proof, files),
      await besideCheck(proof, files),
      ...verifyActs(proof),
      ...(await verifySeals(proof, files, known, {
        id: proof.request.id,
        sealedFor: lastSignature(proof),
        drawing: async (seal) => verifyDrawing(await drawing(proof, seal, files), files),
      })),
      ...identityNotes(proof),
    ];
  },
  summary: (proof) => summaryOf(proof),
  labels: {
    requestId: say('Demande', 'Request'),
    document: say('Document', 'Document'),
    signers: say('Signé par', 'Signed by'),
    sealedAt: say('Scellé le', 'Sealed at'),
    level: say('Niveau', 'Level'),
  },
});
export default signatureVerifier;

/** Verifies the evidence of a signature, as `verifyBundle` does. */
export const verifySignature = (zip: Uint8Array, known?: Known) => verifyBundle(zip, [signatureVerifier], known);

const lastSignature = ({ signers }: SignatureProof): SealedFor => ({
  act: 'signed',
  at: new Date(Math.max(...signers.map(({ signedAt }) => Date.parse(signedAt)))),
  words: say('la dernière signature', 'the last signature'),
});

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

const summaryOf = ({ request, documents, signers, seal }: SignatureProof) => ({
  requestId: request.id,
  document: documents.original.filename,
  documentSha256: documents.original.sha256,
  signers: signers.map(({ name }) => name),
  sealedAt: seal.timestamp.at,
  certificateFingerprint: seal.certificate.fingerprint,
  level: request.level.statement,
});
