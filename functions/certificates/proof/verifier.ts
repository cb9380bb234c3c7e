import { sha256Hex } from '../../../shared/sha256.ts';
import { say } from '../../../shared/text.ts';
import { compare } from '../../proof/backed.ts';
import { type Check, judge, note, unless } from '../../proof/check.ts';
import type { Known } from '../../proof/maker.ts';
import { verifier, verifyBundle } from '../../proof/verify.ts';
import { chainCheck, chainNotes, factsCheck, personalCheck } from '../../proof/verify-chain.ts';
import { type Drawing, verifyDrawing } from '../../proof/verify-drawing.ts';
import { verifySeals } from '../../proof/verify-seals.ts';
import { certificateActs } from '../certificate-acts.ts';
import { type CertificateStatus, certificateStates } from '../certificate-states.ts';
import { type BundleFiles, certificateBundle } from './bundle.ts';
import { certificateBacking, localeOf } from './certificate-backing.ts';
import { type CertificateProof, certificateProofSchema, DRAWING, KIND } from './certificate-proof.ts';
import { certificateReadMe } from './certificate-read-me.ts';
import { legalNotice } from './legal-notice.ts';
import { renderProof } from './proof-document.ts';

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
      ...(await verifySeals(proof, files, known, {
        id: proof.certificate.id,
        sealedFor: { act: 'issued', at: new Date(proof.issue.at), words: say('la délivrance', 'the issue') },
        drawing: async (seal) => verifyDrawing(await drawing(proof, seal, files), files),
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
  return chain.filter(({ act }) => {
    if (act === 'issued') {
      const isSecond = status !== undefined;
      status ??= 'issuing';
      return isSecond;
    }
    const move = MOVES[act as keyof typeof MOVES];
    const impossible = !status || !move || !certificateStates.may(move, { status });
    if (move) status = certificateStates.transitions[move].to;
    return impossible;
  });
}

function actsChecks(proof: CertificateProof): Check[] {
  const { chain, certificate } = proof;
  const backing = certificateBacking(chain);
  const backed = Object.keys(backing) as (keyof typeof backing)[];
  const facts = compare(backing, Object.fromEntries(backed.map((name) => [name, proof[name]])));
  return [
    chainCheck(chain, certificate.id),
    judge(
      'acts',
      say(
        'Les actes se suivent comme ils le peuvent : délivré et scellé une fois, puis activé, ou révoqué.',
        'The acts follow as they can: issued and sealed once, then activated, or revoked.',
      ),
      impossibleIn(chain).map(({ sequence, act }) =>
        say(
          `l’acte n° ${sequence} (« ${act} ») ne peut suivre ceux qui le précèdent`,
          `act no. ${sequence} (“${act}”) cannot follow those before it`,
        ),
      ),
    ),
    personalCheck(chain),
    factsCheck(facts, (path) => path.startsWith('retention.rule.'), []),
    ...chainNotes(facts),
  ];
}

/** The files are those that proof.json describes, and the certificate is the one that the act of sealing tells of. */
const documentCheck = ({ document, files: hashes }: CertificateProof, files: BundleFiles): Check =>
  judge(
    'document',
    say(
      'Le certificat scellé est celui que proof.json décrit.',
      'The sealed certificate is the one that proof.json describes.',
    ),
    [
      ...(Object.keys(hashes) as (keyof typeof hashes)[]).flatMap((name) =>
        unless(
          sha256Hex(files[name]) === hashes[name],
          `${name} n’est pas le fichier que proof.json décrit`,
          `${name} is not the file that proof.json describes`,
        ),
      ),
      ...unless(
        sha256Hex(files['sealed.pdf']) === document.sha256 && files['sealed.pdf'].length === document.size,
        'sealed.pdf n’est pas le certificat que proof.json décrit',
        'sealed.pdf is not the certificate that proof.json describes',
      ),
    ],
  );

/** proof.pdf and LISEZMOI.txt as this version draws them of a proof; undefined when an earlier one drew them. */
async function drawing(
  proof: CertificateProof,
  seal: Parameters<typeof certificateReadMe>[1],
  files: BundleFiles,
): Promise<Drawing | undefined> {
  if (proof.drawing !== DRAWING) return undefined;
  const { chain, retention } = proof;
  const words = [legalNotice, certificateBacking(chain).retention?.rule];
  return {
    pdf: await renderProof(proof, sha256Hex(files['proof.json']), localeOf(chain)),
    readMe: certificateReadMe(proof, seal, files['sealed.pdf'].length),
    hasOurWords: JSON.stringify([proof.legalNotice, retention.rule]) === JSON.stringify(words),
  };
}
