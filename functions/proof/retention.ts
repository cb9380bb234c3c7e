import type { LockMode } from '../../shared/function/access.ts';
import { say, type Text } from '../../shared/text.ts';
import type { SealedProof } from './sealed-proof.ts';

/** What is kept of a document that was sealed, and of a receipt. */
const DOCUMENT_KEPT = say(
  'L’original, le document scellé et ce dossier',
  'The original, the sealed document and this file',
);
export const RECEIPT_KEPT = say('Le reçu scellé et ce dossier', 'The sealed receipt and this file');

/** How long what was sealed then is kept, and what that is worth: who could lift the archive's Object Lock. */
export function retentionOf(
  sealedAt: Date,
  years: number,
  lock: LockMode,
  kept: Text = DOCUMENT_KEPT,
): SealedProof['retention'] {
  const until = new Date(sealedAt);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  const [ans, time] = years === 1 ? ['1 an', '1 year'] : [`${years} ans`, `${years} years`];
  return {
    until: until.toISOString(),
    rule: say(
      `${kept.fr} sont conservés ${ans} sous verrou : ni l’expéditeur ni ` +
        `l’application ne peuvent les modifier ou les effacer avant ce terme. ${WHO_LIFTS[lock].fr}`,
      `${kept.en} are kept under lock for ${time}: until then, neither the ` +
        `sender nor the application can change or delete them. ${WHO_LIFTS[lock].en}`,
    ),
  };
}

const WHO_LIFTS: Record<LockMode, Text> = {
  governance: say(
    'Seul un administrateur de l’hébergement pourrait lever ce verrou, après avoir changé la règle qui le lui interdit.',
    'Only an administrator of the hosting could lift that lock, after changing the rule that forbids it.',
  ),
  compliance: say(
    'Personne ne peut lever ce verrou, ni un administrateur de l’hébergement ni l’hébergeur : seule la fermeture du ' +
      'compte d’hébergement y mettrait fin.',
    'Nobody can lift that lock, neither an administrator of the hosting nor its provider: only closing the hosting ' +
      'account would end it.',
  ),
};
