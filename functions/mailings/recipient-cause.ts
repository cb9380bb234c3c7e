import { say, type Text } from '../../shared/text.ts';
import type { Standing } from '../consents/gate.ts';
import { causeText as causeOfMail } from '../mail/mail-cause.ts';

/** Why an address that was planned is not written to after all. */
const MEANWHILE = {
  'withdrawn-meanwhile': say(
    'Son titulaire, ou vous, êtes revenus sur son accord entre-temps.',
    'Its owner, or you, came back on the consent meanwhile.',
  ),
  'no-longer-recorded': say(
    'Plus aucune de vos fiches n’a cette adresse.',
    'None of your records has this address any more.',
  ),
  'suppressed-meanwhile': say(
    'Cette adresse est entrée entre-temps sur votre liste d’exclusion (GET /v1/suppressions dit pourquoi).',
    'This address came onto your suppression list meanwhile (GET /v1/suppressions tells why).',
  ),
  'monthly-limit': say(
    'Son titulaire a déjà reçu ce mois-ci autant d’envois qu’il en a accepté.',
    'Its owner has already received as many mailings this month as they agreed to.',
  ),
} satisfies Record<string, Text>;
type Meanwhile = keyof typeof MEANWHILE;

/** What happened to an address that stands so now. */
export function meanwhile(standing: Standing): Meanwhile {
  if (standing === 'external') return 'no-longer-recorded';
  return standing === 'suppressed' ? 'suppressed-meanwhile' : 'withdrawn-meanwhile';
}

/** The sentence for a cause; none for a key that is no longer known. */
export const causeText = (cause: string | undefined): Text | undefined =>
  cause !== undefined && Object.hasOwn(MEANWHILE, cause) ? MEANWHILE[cause as Meanwhile] : causeOfMail(cause);
