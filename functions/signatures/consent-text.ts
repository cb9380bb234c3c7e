import { type Locale, say } from '../../shared/text.ts';
import type { SignatureRequest } from './signature-request.ts';
import type { Signer } from './signer.ts';

/** Changed with any change of the wording below, so that a proof tells which one was shown. */
export const CONSENT_VERSION = '2026-11';

/** What a signer agrees to by confirming the code: shown above the button, kept word for word in the proof. */
export function consentText({ original, sender }: SignatureRequest, { name }: Signer, locale: Locale): string {
  const { filename, pages, sha256 } = original;
  const from = sender.company ?? sender.name;
  return say(
    `Je soussigné(e) ${name} déclare avoir lu le document « ${filename} » (${pages} page${pages > 1 ? 's' : ''}) envoyé par ${from}, en accepter le contenu et le signer électroniquement. Le code reçu par SMS vaut ma signature. J’accepte que la preuve de cet acte (identité, date, adresse du réseau, empreinte ${sha256.slice(0, 16)}… du document) soit conservée avec lui.`,
    `I, ${name}, declare that I have read the document “${filename}” (${pages} page${pages > 1 ? 's' : ''}) sent by ${from}, that I accept its content and sign it electronically. The code received by SMS is my signature. I agree that the proof of this act (identity, date, network address, fingerprint ${sha256.slice(0, 16)}… of the document) is kept with it.`,
  )[locale];
}
