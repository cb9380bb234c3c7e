import { say } from '../../shared/text.ts';
import type { SignatureFacts } from './signature-proof.ts';

/**
 * How long what was sealed then is kept, and what that is worth: the archive's Object Lock is in governance mode, which
 * an administrator may be given the right to lift.
 */
export function retentionOf(sealedAt: Date, years: number): SignatureFacts['retention'] {
  const until = new Date(sealedAt);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  const [ans, time] = years === 1 ? ['1 an', '1 year'] : [`${years} ans`, `${years} years`];
  return {
    until: until.toISOString(),
    rule: say(
      `Le document scellé et ce dossier sont conservés ${ans} dans une archive verrouillée : ni l’expéditeur ni ` +
        'l’application ne peuvent les modifier ou les effacer avant ce terme. Seul un administrateur de ' +
        'l’hébergement, muni d’un droit particulier, pourrait lever ce verrou.',
      `The sealed document and this file are kept for ${time} in a locked archive: until then, neither the sender ` +
        'nor the application can change or delete them. Only an administrator of the hosting, given a special ' +
        'right, could lift that lock.',
    ),
  };
}
