import { sha256Hex } from '../../../shared/sha256.ts';
import { say } from '../../../shared/text.ts';
import { compareWith } from '../../proof/backed.ts';
import { type Check, judge, note, unless } from '../../proof/check.ts';
import type { Known } from '../../proof/maker.ts';
import { drawingOf, unlikeTheirHashes } from '../../proof/sealed-bundle.ts';
import { verifier, verifyBundle } from '../../proof/verify.ts';
import { cannotFollow, chainCheck, chainNotes, factsCheck, personalCheck } from '../../proof/verify-chain.ts';
import { verifyDrawing } from '../../proof/verify-drawing.ts';
import { verifySeals } from '../../proof/verify-seals.ts';
import { certificateActs } from '../certificate-acts.ts';
import { type CertificateStatus, certificateStates } from '../certificate-states.ts';
import { badgeCheck } from './badge-check.ts';
import { type CertificateFiles, certificateBundle, certificateKind } from './bundle.ts';
import { certificateBacking } from './certificate-backing.ts';
import { type CertificateProof, certificateProofSchema, DRAWING, KIND } from './certificate-proof.ts';

/** How the evidence of a certificate is verified. */
const certificateVerifier = verifier({
  kind: KIND,
  container: certificateBundle,
  schema: certificateProofSchema,
  acts: certificateActs,
  drawing: DRAWING,
  async checks(proof, files, known) {
    return [
      ...actsChecks(proof),
      documentCheck(proof, files),
      badgeCheck(proof, files['badge.jwt']),
      ...(await verifySeals(proof, files, known, {
        id: proof.certificate.id,
        sealedFor: { act: 'issued', at: new Date(proof.issue.at), words: say('la délivrance', 'the issue') },
        drawing: async (seal) => verifyDrawing(await drawingOf(certificateKind, proof, seal, files), files),
      })),
      note(
        'still-valid',
        say(
          'Le dossier dit l’état du certificat quand il fut établi : la page de vérification dit s’il vaut encore.',
          'The bundle tells the state of the certificate when it was made: the verification page tells whether it is still valid.',
        ),
      ),
    ];
  },
  summary: ({ certificate, holder, issuer, issue, seal }) => ({
    certificateId: certificate.id,
    certificate: certificate.name,
    holder: holder.name ?? '',
    issuer: issuer ?? '',
    status: certificate.status,
    issuedAt: issue.at,
    sealedAt: seal.timestamp.at,
    certificateFingerprint: seal.certificate.fingerprint,
  }),
  labels: {
    certificateId: say('Numéro', 'Number'),
    certificate: say('Certificat', 'Certificate'),
    holder: say('Titulaire', 'Holder'),
    issuer: say('Délivré par', 'Issued by'),
    status: say('État', 'State'),
    issuedAt: say('Délivré le', 'Issued at'),
    sealedAt: say('Scellé le', 'Sealed at'),
  },
});
export default certificateVerifier;

/** Verifies the evidence of a certificate, as `verifyBundle` does. */
export const verifyCertificate = (zip: Uint8Array, known?: Known) => verifyBundle(zip, [certificateVerifier], known);

/** By which transition each act leads on, from the state before it. */
const MOVES = { sealed: 'seal', activated: 'activate', revoked: 'revoke' } as const;

/** The acts that no state before them allows. */
function impossibleIn(chain: CertificateProof['chain']) {
  let status: CertificateStatus | undefined;
  let isBadged = false;
  return chain.filter(({ act }) => {
    if (act === 'issued') {
      const isSecond = status !== undefined;
      status ??= 'issuing';
      return isSecond;
    }
    // The badge is signed while the certificate is made, once.
    if (act === 'badged') {
      const isOnce = isBadged === false && status !== undefined;
      isBadged = true;
      return !isOnce;
    }
    if (act === 'resent') return status !== 'issued' && status !== 'activated';
    const move = MOVES[act as keyof typeof MOVES];
    const impossible = !status || !move || !certificateStates.may(move, { status });
    if (move) status = certificateStates.transitions[move].to;
    return impossible;
  });
}

function actsChecks(proof: CertificateProof): Check[] {
  const { chain, certificate } = proof;
  const backing = certificateBacking(chain);
  const facts = compareWith(backing, proof);
  return [
    chainCheck(chain, certificate.id),
    judge(
      'acts',
      say(
        'Les actes se suivent comme ils le peuvent : délivré et scellé une fois, puis activé, ou révoqué.',
        'The acts follow as they can: issued and sealed once, then activated, or revoked.',
      ),
      impossibleIn(chain).map(cannotFollow),
    ),
    personalCheck(chain),
    factsCheck(facts, (path) => path.startsWith('retention.rule.'), []),
    ...chainNotes(facts),
  ];
}

/** The files are those that proof.json describes, and the certificate is the one that the act of sealing tells of. */
const documentCheck = ({ document, files: hashes }: CertificateProof, files: CertificateFiles): Check =>
  judge(
    'document',
    say(
      'Le certificat scellé est celui que proof.json décrit.',
      'The sealed certificate is the one that proof.json describes.',
    ),
    [
      ...unlikeTheirHashes(hashes, files),
      ...unless(
        sha256Hex(files['sealed.pdf']) === document.sha256 && files['sealed.pdf'].length === document.size,
        'sealed.pdf n’est pas le certificat que proof.json décrit',
        'sealed.pdf is not the certificate that proof.json describes',
      ),
    ],
  );
