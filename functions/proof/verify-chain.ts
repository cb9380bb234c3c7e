import { say, type Text } from '../../shared/text.ts';
import { type Check, judge, note, unless } from './check.ts';
import { toleranceMs } from './clock-tolerance.ts';
import { type Entry, emptyChain, entryHash, personalHash } from './ledger.ts';
import type { SignatureProof, SignerProof } from './signature-proof.ts';

/** Everything that the chain of acts must hold by itself and with the facts beside it. */
export function verifyChain(proof: SignatureProof): Check[] {
  const { chain } = proof;
  return [
    judge(
      'chain',
      say(
        `La chaîne des ${chain.length} actes est intacte : aucun n’a été changé, ôté ni ajouté.`,
        `The chain of ${chain.length} acts is intact: none was changed, removed or added.`,
      ),
      chainProblems(proof),
    ),
    judge(
      'acts',
      say(
        'Tous les actes y sont, dans l’ordre : demande, code validé et signature de chaque signataire, scellement.',
        'All acts are there, in order: request, code validated and signature of each signer, sealing.',
      ),
      actProblems(proof),
    ),
    judge(
      'personal-facts',
      say(
        'Les faits personnels sont ceux dont la chaîne porte les empreintes.',
        'The personal facts are those whose fingerprints the chain bears.',
      ),
      personalProblems(chain),
    ),
    ...chainNotes(proof),
  ];
}

function chainProblems({ chain, request }: SignatureProof): Text[] {
  return chain.flatMap((entry, i) => {
    const before = chain[i - 1];
    const n = entry.sequence;
    return [
      ...unless(entry.sequence === i + 1, `l’acte n° ${i + 1} manque`, `act no. ${i + 1} is missing`),
      ...unless(
        entry.subject === request.id,
        `l’acte n° ${n} concerne une autre demande`,
        `act no. ${n} is about another request`,
      ),
      ...unless(
        entryHash(entry) === entry.hash,
        `l’acte n° ${n} ne correspond pas à son empreinte`,
        `act no. ${n} does not match its fingerprint`,
      ),
      ...unless(
        entry.previousHash === (before?.hash ?? emptyChain.hash),
        `l’acte n° ${n} ne suit pas celui qui le précède`,
        `act no. ${n} does not follow the one before it`,
      ),
      ...unless(
        !before || Date.parse(before.at) - toleranceMs <= Date.parse(entry.at),
        `l’acte n° ${n} est antérieur à celui qui le précède`,
        `act no. ${n} is earlier than the one before it`,
      ),
    ];
  });
}

function actProblems({ chain, signers, sender, documents }: SignatureProof): Text[] {
  const [first] = chain;
  const sealed = chain.filter(({ act }) => act === 'sealed');
  const hashOf = (entry: Entry | undefined) => entry?.details.sha256;
  return [
    ...unless(
      first?.act === 'requested' && sameInstant(first.at, sender.requestedAt),
      'la chaîne ne commence pas par la demande de signature de l’expéditeur',
      'the chain does not begin with the sender’s request',
    ),
    ...unless(
      hashOf(first) === documents.original.sha256,
      'la demande porte sur un autre document que l’original',
      'the request is about another document than the original',
    ),
    ...unless(sealed.length === 1, 'il faut exactement un scellement', 'there must be exactly one sealing'),
    ...unless(
      sealed.every((entry) => hashOf(entry) === documents.sealed.sha256),
      'le scellement porte sur un autre document que celui du dossier',
      'the sealing is of another document than the bundle’s',
    ),
    ...unless(
      chain.filter(({ act }) => act === 'signed').length === signers.length,
      'le nombre de signatures n’est pas celui des signataires',
      'there are not as many signatures as signers',
    ),
    ...signers.flatMap((signer) => signerProblems(signer, actsOf(signer, chain, signers), sealed[0], documents)),
  ];
}

/** A signer's acts: by the signer, or about the signer (`details.signerId`). A lone signer need not be named. */
function actsOf(signer: SignerProof, chain: readonly Entry[], signers: readonly SignerProof[]): Entry[] {
  return chain.filter(({ actor, details }) => {
    const id = details.signerId ?? (actor.kind === 'signer' ? actor.id : undefined);
    return id === undefined ? signers.length === 1 : id === signer.id;
  });
}

function signerProblems(
  signer: SignerProof,
  acts: readonly Entry[],
  sealed: Entry | undefined,
  { original }: SignatureProof['documents'],
): Text[] {
  const last = (act: string) => acts.findLast((entry) => entry.act === act);
  const [invited, sent, validated, signed] = ['email-sent', 'code-sent', 'code-validated', 'signed'].map(last);
  const { name, code, consent, signedAt, invitation } = signer;
  return [
    ...unless(
      !invited || (invited.details.through ?? 'platform') === (invitation.through ?? 'platform'),
      `l’invitation de ${name} est partie par un autre serveur que celui qui est dit`,
      `the invitation of ${name} left through another server than the one stated`,
    ),
    ...unless(sent !== undefined, `aucun code envoyé à ${name}`, `no code sent to ${name}`),
    ...unless(
      validated !== undefined && sameInstant(validated.at, code.validatedAt),
      `la validation du code de ${name} n’est pas dans la chaîne à l’heure dite`,
      `the validation of ${name}’s code is not in the chain at the time stated`,
    ),
    ...unless(
      signed !== undefined && sameInstant(signed.at, signedAt),
      `la signature de ${name} n’est pas dans la chaîne à l’heure dite`,
      `the signature of ${name} is not in the chain at the time stated`,
    ),
    ...unless(
      signed?.details.sha256 === original.sha256 && signed.details.consentSha256 === consent.sha256,
      `la signature de ${name} porte sur un autre document ou un autre consentement`,
      `the signature of ${name} is of another document or another consent`,
    ),
    ...unless(
      (validated?.sequence ?? 0) < (signed?.sequence ?? 0) && (signed?.sequence ?? 0) < (sealed?.sequence ?? 0),
      `les actes de ${name} ne sont pas dans l’ordre`,
      `the acts of ${name} are out of order`,
    ),
  ];
}

const sameInstant = (one: string, other: string) => Date.parse(one) === Date.parse(other);

function personalProblems(chain: readonly Entry[]): Text[] {
  return chain.flatMap(({ sequence, personal, clear = {} }) =>
    Object.entries(clear).flatMap(([name, { value, salt }]) =>
      unless(
        personal[name] === personalHash(value, salt),
        `« ${name} » de l’acte n° ${sequence} n’est pas ce qui fut enregistré`,
        `“${name}” of act no. ${sequence} is not what was recorded`,
      ),
    ),
  );
}

function chainNotes({ chain, signers }: SignatureProof): Check[] {
  const erased = chain.flatMap(({ personal, clear = {} }) => Object.keys(personal).filter((name) => !(name in clear)));
  const unseen = signers.filter((signer) => {
    const acts = actsOf(signer, chain, signers).map(({ act }) => act);
    return !acts.includes('opened') || !acts.includes('email-sent');
  });
  const names = unseen.map(({ name }) => name).join(', ');
  return [
    ...(erased.length > 0
      ? [
          note(
            'erased',
            say(
              `${erased.length} faits personnels ont été effacés ; leurs empreintes restent dans la chaîne.`,
              `${erased.length} personal facts were erased; their fingerprints remain in the chain.`,
            ),
          ),
        ]
      : []),
    ...(unseen.length > 0
      ? [
          note(
            'not-recorded',
            say(
              `L’envoi de l’e-mail ou l’ouverture du document n’ont pas été enregistrés pour : ${names}.`,
              `The sending of the email or the opening of the document was not recorded for: ${names}.`,
            ),
          ),
        ]
      : []),
  ];
}
