import { DAY } from '../../shared/clock.ts';
import type { SignatureVerification } from '../../shared/documents/verify-pdf.ts';
import { say, type Text } from '../../shared/text.ts';
import { type Check, judge, note, unless } from './check.ts';
import { toleranceMs } from './clock-tolerance.ts';
import { type Entry, entryHash } from './ledger.ts';
import type { SealedProof } from './sealed-proof.ts';
import { sealDetails, sealTold } from './sealing-act.ts';
import type { SealedFor } from './verify-seals.ts';

/**
 * The acts up to the last one that the document is sealed for are those that the seal states: whoever rewrites one of them later, hashes and all, has
 * to have the document sealed again, and the time-stamp tells when. Acts may come after the head that is stated, such as
 * a bounce that was told while the document was being sealed.
 */
export function verifySealedChain(
  proof: SealedProof,
  seal: SignatureVerification | undefined,
  { act: covered, words }: SealedFor,
): Check[] {
  const { chain } = proof;
  const stated = seal?.value?.chainHead;
  // A subject may be sealed more than once, as often as something is decided: this seal's own act follows its head.
  const sealed = chain.find(
    ({ act, sequence }) => act === 'sealed' && sequence > (seal?.value?.chainHead?.sequence ?? 0),
  );
  const last = chain.findLast(({ act }) => act === covered);
  const stampedAt = seal?.timestamp?.genTime.getTime();
  if (!stated || stampedAt === undefined) {
    return [
      judge('sealed-chain', holds(0, words), [say('le cachet ne dit rien des actes', 'the seal states no acts')]),
    ];
  }
  const { sequence, hash } = stated;
  const head = chain[sequence - 1];
  const within = chain.slice(0, sequence);
  const late = stampedAt - Date.parse(last?.at ?? '');
  return [
    judge('sealed-chain', holds(sequence, words), [
      ...unless(
        head !== undefined && head.sequence === sequence && entryHash(head) === hash,
        'les actes ne sont pas ceux que dit le cachet',
        'the acts are not those that the seal states',
      ),
      ...unless(
        proof.seal.chain.sequence === sequence && proof.seal.chain.hash === hash,
        'proof.json dit autre chose du cachet que le cachet lui-même',
        'proof.json says something else of the seal than the seal itself',
      ),
      ...unless(
        (last?.sequence ?? 0) <= sequence && sequence < (sealed?.sequence ?? 0),
        `le cachet ne couvre pas ${words.fr}`,
        `the seal does not cover ${words.en}`,
      ),
      ...unless(
        within.every(({ at }) => Date.parse(at) <= stampedAt + toleranceMs),
        'un acte que couvre le cachet est postérieur à son horodatage',
        'an act that the seal covers is later than its time-stamp',
      ),
      ...unless(
        stampedAt <= Date.parse(sealed?.at ?? '') + toleranceMs,
        'l’horodatage est postérieur au scellement que dit la chaîne',
        'the time-stamp is later than the sealing that the chain tells',
      ),
      ...sealedActProblems(sealed, seal),
    ]),
    ...(late > DAY * 1000
      ? [
          note(
            'sealed-late',
            say(
              `Le document a été scellé ${Math.round(late / (DAY * 1000))} jour(s) après ${words.fr} : d’ici là, rien n’empêchait son dépositaire de récrire les actes.`,
              `The document was sealed ${Math.round(late / (DAY * 1000))} day(s) after ${words.en}: until then, nothing kept who held the acts from rewriting them.`,
            ),
          ),
        ]
      : []),
  ];
}

const holds = (sequence: number, words: Text): Text =>
  say(
    `Le cachet horodaté porte la chaîne des actes jusqu’au n° ${sequence}, et donc jusqu’à ${words.fr}.`,
    `The time-stamped seal states the chain of acts up to no. ${sequence}, and so up to ${words.en}.`,
  );

/** What the act of sealing tells of the seal. */
function sealedActProblems(sealed: Entry | undefined, { signedBy, timestamp }: SignatureVerification): Text[] {
  const told: Record<string, string> = signedBy && timestamp ? sealTold({ signedBy, timestamp }) : {};
  return Object.keys(sealDetails).flatMap((name) =>
    unless(
      sealed?.details[name] === told[name],
      `l’acte du scellement dit autre chose du cachet (${name})`,
      `the act of sealing says something else of the seal (${name})`,
    ),
  );
}
