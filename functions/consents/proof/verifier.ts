import { sha256Hex } from '../../../shared/sha256.ts';
import { say, type Text } from '../../../shared/text.ts';
import { compareWith } from '../../proof/backed.ts';
import { type Check, judge, note, unless } from '../../proof/check.ts';
import type { Known } from '../../proof/maker.ts';
import { drawingOf, type SealedBundleFiles, sealedBundle, unlikeTheirHashes } from '../../proof/sealed-bundle.ts';
import { verifier, verifyBundle } from '../../proof/verify.ts';
import { cannotFollow, chainCheck, chainNotes, factsCheck, personalCheck } from '../../proof/verify-chain.ts';
import { verifyDrawing } from '../../proof/verify-drawing.ts';
import { type SealedFor, verifySeals } from '../../proof/verify-seals.ts';
import { consentActs } from '../consent-acts.ts';
import { consentKind } from './bundle.ts';
import { consentBacking } from './consent-backing.ts';
import { type ConsentProof, consentProofSchema, DRAWING, KIND } from './consent-proof.ts';
import { decisionIn, impossibleIn } from './decision.ts';
import { renderReceipt } from './receipt.ts';

/** How the evidence of a consent is verified. */
const consentVerifier = verifier({
  kind: KIND,
  container: sealedBundle,
  schema: consentProofSchema,
  acts: consentActs,
  drawing: DRAWING,
  async checks(proof, files, known) {
    return [
      judge(
        'proof-json',
        say('proof.json est complet et bien formé.', 'proof.json is complete and well formed.'),
        wordingProblems(proof),
      ),
      ...actsChecks(proof),
      await receiptCheck(proof, files),
      ...(await verifySeals(proof, files, known, {
        id: proof.consent.id,
        sealedFor: lastDecision(proof),
        drawing: async (seal) => verifyDrawing(await drawingOf(consentKind, proof, seal, files), files),
      })),
      note(
        'identity',
        say(
          'Le dossier établit que quelqu’un qui tenait le lien envoyé à cette adresse a pressé le bouton ; ni son nom, ni qu’un programme ne l’a pas fait à sa place.',
          'The bundle establishes that somebody who held the link sent to this address pressed the button; neither their name, nor that no program did so in their place.',
        ),
      ),
    ];
  },
  summary: ({ consent, business, decision, seal }) => ({
    consentId: consent.id,
    email: consent.email,
    business,
    status: consent.status,
    decidedAt: decision.at,
    sealedAt: seal.timestamp.at,
    certificateFingerprint: seal.certificate.fingerprint,
  }),
  labels: {
    consentId: say('Consentement', 'Consent'),
    email: say('Adresse', 'Address'),
    business: say('Entreprise', 'Business'),
    status: say('État', 'State'),
    decidedAt: say('Décidé le', 'Decided at'),
    sealedAt: say('Scellé le', 'Sealed at'),
  },
});
export default consentVerifier;

/** Verifies the evidence of a consent, as `verifyBundle` does. */
export const verifyConsent = (zip: Uint8Array, known?: Known) => verifyBundle(zip, [consentVerifier], known);

const lastDecision = ({ decision }: ConsentProof): SealedFor => ({
  act: decision.act,
  at: new Date(decision.at),
  words: say('la dernière décision', 'the last decision'),
});

const wordingProblems = ({ decision, request }: ConsentProof): Text[] =>
  [decision.wording, request?.wording].flatMap((wording) =>
    unless(
      !wording || sha256Hex(new TextEncoder().encode(wording.text)) === wording.sha256,
      'des mots montrés n’ont pas l’empreinte indiquée',
      'words that were shown do not have the fingerprint stated',
    ),
  );

function actsChecks(proof: ConsentProof): Check[] {
  const { chain, consent } = proof;
  const backing = consentBacking(chain);
  const facts = compareWith(backing, proof);
  const decision = decisionIn(chain);
  const sealed = consentActs.among(chain, 'sealed').at(-1);
  return [
    chainCheck(chain, consent.id),
    judge(
      'acts',
      say(
        'Les actes se suivent comme ils le peuvent : rien de l’entreprise n’a levé un refus, et le destinataire seul a accepté.',
        'The acts follow as they can: nothing of the business lifted a refusal, and the recipient alone accepted.',
      ),
      [
        ...impossibleIn(chain).map(cannotFollow),
        ...unless(
          decision !== undefined && sealed !== undefined && sealed.sequence > decision.sequence,
          'la dernière décision n’est pas suivie de son scellement',
          'the last decision is not followed by its sealing',
        ),
      ],
    ),
    personalCheck(chain),
    factsCheck(facts, (path) => path.startsWith('retention.rule.'), []),
    ...chainNotes(facts),
  ];
}

/** The receipt is what this version draws of the acts up to the head that its seal states, and is described as it is. */
async function receiptCheck(
  { chain, seal, receipt, drawing: drawn, files: hashes }: ConsentProof,
  files: SealedBundleFiles,
) {
  const bytes = files['sealed.pdf'];
  const told = chain.slice(0, seal.chain.sequence);
  const isErased = told.some(({ personal, clear = {} }) => Object.keys(personal).some((name) => !clear[name]));
  // What was erased since, or drawn by an earlier version, cannot be drawn again.
  const original = drawn === DRAWING && !isErased ? await renderReceipt(told) : undefined;
  return judge(
    'receipt',
    say(
      'Le reçu scellé est celui que proof.json décrit, et dit ce que disent les actes.',
      'The sealed receipt is the one that proof.json describes, and says what the acts say.',
    ),
    [
      ...unlikeTheirHashes(hashes, files),
      ...unless(
        sha256Hex(bytes) === receipt.sha256 && bytes.length === receipt.size,
        'sealed.pdf n’est pas le reçu que proof.json décrit',
        'sealed.pdf is not the receipt that proof.json describes',
      ),
      ...unless(
        !original || Buffer.from(bytes.subarray(0, original.length)).equals(original),
        'le reçu n’est pas ce qui se tire des actes',
        'the receipt is not what the acts yield',
      ),
    ],
  );
}
