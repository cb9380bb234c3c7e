import { say, type Text } from '../../../shared/text.ts';
import { compareWith, said } from '../../proof/backed.ts';
import { type Check, judge, unless } from '../../proof/check.ts';
import type { Entry } from '../../proof/ledger.ts';
import { chainCheck, chainNotes, factsCheck, personalCheck } from '../../proof/verify-chain.ts';
import { type RequestAct, requestActs } from '../request-acts.ts';
import { actsOfLastLink, actsOfSigner, invitationOf, signatureBacking, signerIds } from './signature-backing.ts';
import type { SignatureProof } from './signature-proof.ts';

/** Everything that the acts of a signature must hold by themselves and with the facts beside them. */
export function verifyActs(proof: SignatureProof): Check[] {
  const { chain } = proof;
  const backing = signatureBacking(chain);
  const facts = compareWith(backing, proof);
  return [
    chainCheck(chain, proof.request.id),
    judge(
      'acts',
      say(
        'Tous les actes y sont, dans l’ordre : demande ; invitation, ouverture, code et signature de chacun ; scellement.',
        'All acts are there, in order: request; invitation, opening, code and signature of each; sealing.',
      ),
      actProblems(proof),
    ),
    personalCheck(chain),
    factsCheck(facts, isWording, factProblems(proof)),
    ...chainNotes(facts),
  ];
}

/** What each act rests on: no later act is believed without the earlier ones. */
const STEPS = ['opened', 'code-sent', 'code-validated', 'signed'] as const satisfies readonly RequestAct['act'][];

function actProblems({ chain, documents }: SignatureProof): Text[] {
  const [requested, ...again] = requestActs.among(chain, 'requested');
  const [sealed, ...sealedAgain] = requestActs.among(chain, 'sealed');
  const [filed] = requestActs.among(chain, 'filed');
  const ids = signerIds(chain);
  const strangers = requestActs.among(chain, 'signed').filter(({ actor }) => !ids.includes(actor.id ?? ''));
  return [
    ...unless(
      requested !== undefined && requested === chain[0] && again.length === 0,
      'la chaîne ne commence pas par la demande de signature de l’expéditeur',
      'the chain does not begin with the sender’s request',
    ),
    ...unless(ids.length > 0, 'la demande ne nomme aucun signataire', 'the request names no signer'),
    ...unless(
      strangers.length === 0,
      'quelqu’un a signé à qui rien n’était demandé',
      'somebody signed who was not asked to',
    ),
    ...unless(
      sealed !== undefined && sealedAgain.length === 0,
      'il faut exactement un scellement',
      'there must be exactly one sealing',
    ),
    ...unless(
      filed !== undefined && filed.sequence > (sealed?.sequence ?? 0),
      'le document scellé n’a pas été rangé',
      'the sealed document was not filed',
    ),
    ...orderProblems(chain, requested),
    ...ids.flatMap((id) => signerProblems(id, chain, sealed, documents.original.sha256)),
  ];
}

/** Where they sign by turns, nobody signs before all of the turns before have. */
function orderProblems(chain: readonly Entry[], requested: Entry | undefined): Text[] {
  const order = said(requested, 'order');
  if (!Array.isArray(order)) return [];
  const ids = signerIds(chain);
  const turns = requestActs.among(chain, 'signed').map(({ actor }) => Number(order[ids.indexOf(actor.id ?? '')]));
  return unless(
    turns.every((turn, i) => i === 0 || turn >= turns[i - 1]!),
    'on n’a pas signé dans l’ordre demandé',
    'they did not sign in the order that was asked for',
  );
}

function signerProblems(
  id: string,
  chain: readonly Entry[],
  sealed: Entry | undefined,
  originalSha256: string,
): Text[] {
  const all = actsOfSigner(id, chain);
  const acts = actsOfLastLink(all);
  const steps = STEPS.map((act) => requestActs.among(acts, act).at(-1));
  const signed = requestActs.among(all, 'signed');
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
    ...unless(signed.length === 1, `${id} doit avoir signé exactement une fois`, `${id} must have signed exactly once`),
    ...unless(
      said(signed.at(-1), 'sha256') === originalSha256,
      `la signature de ${id} porte sur un autre document`,
      `the signature of ${id} is of another document`,
    ),
  ];
}

/** What only we can say of a field by another. */
function factProblems({ signers }: SignatureProof): Text[] {
  return signers.flatMap(({ id, phone, email, code, invitation }) => [
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
  ]);
}

/** Our own sentences are compared where they are drawn. */
const isWording = (path: string) => /^(request\.level\.statement|retention\.rule)\./.test(path);

/** `+33 6 •• •• •• 78` of `+33612345678`: digit for digit, a dot for any. */
function isMaskOf(masked: string, phone: string): boolean {
  const digits = masked.replaceAll(' ', '');
  return digits.length === phone.length && [...digits].every((digit, i) => digit === '•' || digit === phone[i]);
}
