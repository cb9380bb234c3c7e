import type { SealMark } from '../../shared/documents/signature-mark.ts';
import { markDate } from '../../shared/documents/signature-mark.ts';
import { isShown } from '../../shared/documents/win-ansi.ts';
import type { SignatureRequest } from './signature-request.ts';
import { maskedPhone, type Signer } from './signer.ts';

const WORDS = {
  fr: {
    title: 'Signature électronique',
    document: 'Document',
    hash: 'Empreinte SHA-256',
    from: 'Envoyé par',
    code: 'Code reçu par SMS au',
    signed: 'Signé',
    nameIs: 'Nom',
    otherScript: 'écrit en d’autres lettres, voir le dossier de preuve',
  },
  en: {
    title: 'Electronic signature',
    document: 'Document',
    hash: 'SHA-256 fingerprint',
    from: 'Sent by',
    code: 'Code received by text message at',
    signed: 'Signed',
    nameIs: 'Name',
    otherScript: 'written in other letters, see the evidence file',
  },
} as const;

/** What the added sheet says of a signed request. */
export function sealMark({ id, locale, original, sender }: SignatureRequest, signers: readonly Signer[]): SealMark {
  const { title, document, hash, from, code, signed, nameIs, otherScript } = WORDS[locale];
  const colon = locale === 'fr' ? ' : ' : ': ';
  // No font is embedded: what the standard ones cannot show is told by what they can.
  const shown = (text: string, otherwise: string) => (isShown(text) ? text : otherwise);
  const business = [sender.name, sender.company].filter((text) => text && isShown(text));
  return {
    title,
    requestId: id,
    locale,
    lines: [
      `${document}${colon}${shown(original.filename, otherScript)}`,
      `${hash}${colon}${original.sha256}`,
      `${from}${colon}${business.join(', ') || sender.email}`,
    ],
    blocks: signers.map(({ name, email, phone, signedAt }) => ({
      name: shown(name, email),
      lines: [
        isShown(name) ? email : `${nameIs}${colon}${otherScript}`,
        `${code} ${maskedPhone(phone)}`,
        `${signed} ${signedAt ? markDate(new Date(signedAt), locale) : ''}`,
      ],
    })),
  };
}
