import { say, type Text } from '../../shared/text.ts';
import { type Comparison, compare } from './backed.ts';
import { type Check, judge, note, unless } from './check.ts';
import { toleranceMs } from './clock-tolerance.ts';
import { type Entry, emptyChain, entryHash, personalHash } from './ledger.ts';
import { actsOfSigner, invitationOf, signatureBacking, signerIds } from './signature-backing.ts';
import type { SignatureProof } from './signature-proof.ts';

/** Everything that the chain of acts must hold by itself and with the facts beside it. */
export function verifyChain(proof: SignatureProof): Check[] {
  const { chain } = proof;
  const backing = signatureBacking(chain);
  const backed = Object.keys(backing) as (keyof typeof backing)[];
  const facts = compare(backing, Object.fromEntries(backed.map((name) => [name, proof[name]])));
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
        'Tous les actes y sont, dans l’ordre : demande ; invitation, ouverture, code et signature de chacun ; scellement.',
        'All acts are there, in order: request; invitation, opening, code and signature of each; sealing.',
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
    judge(
      'facts',
      say(
        'Ce que proof.json dit des personnes, des documents et des heures est ce que disent les actes.',
        'What proof.json says of people, documents and times is what the acts say.',
      ),
      factProblems(proof, facts),
    ),
    ...chainNotes(facts),
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

/** What each act rests on: no later act is believed without the earlier ones. */
const STEPS = ['opened', 'code-sent', 'code-validated', 'signed'] as const;

function actProblems({ chain, documents }: SignatureProof): Text[] {
  const [first] = chain;
  const once = (act: string) => chain.filter((entry) => entry.act === act).length === 1;
  const sealed = chain.find(({ act }) => act === 'sealed');
  const filed = chain.find(({ act }) => act === 'filed');
  const ids = signerIds(chain);
  const strangers = chain.filter(({ act, actor }) => act === 'signed' && !ids.includes(actor.id ?? ''));
  return [
    ...unless(
      first?.act === 'requested' && once('requested'),
      'la chaîne ne commence pas par la demande de signature de l’expéditeur',
      'the chain does not begin with the sender’s request',
    ),
    ...unless(ids.length > 0, 'la demande ne nomme aucun signataire', 'the request names no signer'),
    ...unless(
      strangers.length === 0,
      'quelqu’un a signé à qui rien n’était demandé',
      'somebody signed who was not asked to',
    ),
    ...unless(once('sealed'), 'il faut exactement un scellement', 'there must be exactly one sealing'),
    ...unless(
      filed !== undefined && filed.sequence > (sealed?.sequence ?? 0),
      'le document scellé n’a pas été rangé',
      'the sealed document was not filed',
    ),
    ...ids.flatMap((id) => signerProblems(id, chain, sealed, documents.original.sha256)),
  ];
}

function signerProblems(
  id: string,
  chain: readonly Entry[],
  sealed: Entry | undefined,
  originalSha256: string,
): Text[] {
  const acts = actsOfSigner(id, chain);
  const steps = STEPS.map((act) => acts.findLast((entry) => entry.act === act));
  const signed = steps.at(-1);
  const missing = STEPS.filter((_, i) => !steps[i]);
  const order = [...steps, sealed].flatMap((entry) => entry?.sequence ?? []);
  return [
    ...unless(
      invitationOf(acts) !== undefined,
      `aucun acte ne dit ce qu’est devenue l’invitation de ${id}`,
      `no act tells what became of the invitation of ${id}`,
    ),
    ...missing.map((act) =>
      say(
        `il manque l’acte « ${act} » de ${id}, que la suite suppose`,
        `act “${act}” of ${id}, which later ones imply, is missing`,
      ),
    ),
    ...unless(
      order.every((sequence, i) => i === 0 || sequence > order[i - 1]!),
      `les actes de ${id} ne sont pas dans l’ordre`,
      `the acts of ${id} are out of order`,
    ),
    ...unless(
      acts.filter(({ act }) => act === 'signed').length === 1,
      `${id} doit avoir signé exactement une fois`,
      `${id} must have signed exactly once`,
    ),
    ...unless(
      signed?.details.sha256 === originalSha256,
      `la signature de ${id} porte sur un autre document`,
      `the signature of ${id} is of another document`,
    ),
  ];
}

/** Every field that people see, with what the acts say of it; and what only we can say of another field. */
function factProblems({ signers }: SignatureProof, { wrong }: Comparison): Text[] {
  return [
    ...wrong
      .filter((path) => !isWording(path))
      .map((path) => say(`« ${path} » n’est pas ce que disent les actes`, `“${path}” is not what the acts say`)),
    ...signers.flatMap(({ id, phone, email, code, invitation }) => [
      ...unless(
        isMaskOf(code.maskedPhone, phone),
        `le téléphone masqué de ${id} n’est pas celui du signataire`,
        `the masked phone of ${id} is not the signer’s`,
      ),
      ...unless(
        invitation.to.toLowerCase() === email.toLowerCase(),
        `l’invitation de ${id} est partie à une autre adresse`,
        `the invitation of ${id} was sent to another address`,
      ),
    ]),
  ];
}

/** Our own sentences are compared where they are drawn. */
const isWording = (path: string) => /^(request\.level\.statement|retention\.rule)\./.test(path);

/** `+33 6 •• •• •• 78` of `+33612345678`: digit for digit, a dot for any. */
function isMaskOf(masked: string, phone: string): boolean {
  const digits = masked.replaceAll(' ', '');
  return digits.length === phone.length && [...digits].every((digit, i) => digit === '•' || digit === phone[i]);
}

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

function chainNotes({ erased, unbacked }: Comparison): Check[] {
  return [
    ...(erased.length > 0
      ? [
          note(
            'erased',
            say(
              `Effacés de la chaîne, où restent leurs empreintes, et donc invérifiables : ${erased.join(', ')}.`,
              `Erased from the chain, where their fingerprints remain, and so beyond verification: ${erased.join(', ')}.`,
            ),
          ),
        ]
      : []),
    ...(unbacked.length > 0
      ? [
          note(
            'unbacked',
            say(
              `Dits par le dossier, par aucun acte : ${unbacked.join(', ')}.`,
              `Said by the bundle, by no act: ${unbacked.join(', ')}.`,
            ),
          ),
        ]
      : []),
  ];
}
