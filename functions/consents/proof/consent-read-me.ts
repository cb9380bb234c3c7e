import type { SoundSeal } from '../../../shared/documents/verify-pdf.ts';
import { say } from '../../../shared/text.ts';
import { readMe } from '../../proof/read-me.ts';
import type { ConsentFacts } from './consent-proof.ts';

/** `LISEZMOI.txt` of a consent's bundle, whose receipt has `size` bytes. */
export const consentReadMe = (
  { consent }: Pick<ConsentFacts, 'consent'>,
  seal: Pick<SoundSeal, 'place' | 'value'>,
  size: number,
): Uint8Array => readMe({ id: consent.id, filename: consent.email, files }, seal, size);

const files = say(
  `  sealed.pdf        le reçu remis au destinataire, scellé et horodaté`,
  `  sealed.pdf        the receipt that the recipient was given, sealed and time-stamped`,
);
