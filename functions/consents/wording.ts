import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { LOCALES, type Locale, say } from '../../shared/text.ts';

/** Changed with any change of the words below, so that a proof tells which ones were shown. */
const VERSION = '2026-11';

/** What a recipient is asked, word for word. */
export const wordingSchema = z.strictObject({
  text: z.string().meta(about('Les mots.', 'The words.')),
  version: z.string().meta(about('Leur version.', 'Their version.', '2026-11')),
  /** Of `text` in UTF-8. */
  sha256: z.string().meta(about('L’empreinte de `text` en UTF-8.', 'The digest of `text` in UTF-8.')),
  locale: z.enum(LOCALES).meta(about('Leur langue.', 'Their language.')),
});
export type Wording = z.infer<typeof wordingSchema>;

/** Emails a month that a business announces unless it says so, and the most that it may. */
export const USUAL_PER_MONTH = 4;
export const MOST_A_MONTH = 31;

interface Asked {
  /** Who asks. */
  business: string;
  email: string;
  /** Emails a month, at most. */
  perMonth: number;
  locale: Locale;
}

/** What somebody agrees to by « J’accepte »: who writes, to which address, for what, how often, and how it ends. */
export function wordingOf({ business, email, perMonth, locale }: Asked): Wording {
  const text = say(
    `J’accepte que ${business} m’écrive à l’adresse ${email} pour me faire part de ses nouvelles et de ses offres, au plus ${perMonth} fois par mois. Je peux retirer cet accord à tout moment, par un lien présent dans chacun de ces e-mails.`,
    `I agree that ${business} writes to me at ${email} to tell me of its news and offers, at most ${perMonth === 1 ? 'once' : `${perMonth} times`} a month. I can withdraw this agreement at any time, by a link that stands in each of these emails.`,
  )[locale];
  return { text, version: VERSION, sha256: sha256Hex(new TextEncoder().encode(text)), locale };
}
