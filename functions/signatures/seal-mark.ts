import type { Brand } from '../../shared/brand/brand.ts';
import { maskedPhone } from '../../shared/codes/channels.ts';
import type { SealMark } from '../../shared/documents/signature-mark.ts';
import { markDate } from '../../shared/documents/signature-mark.ts';
import type { SignatureRequest } from './signature-request.ts';
import type { Signer } from './signer.ts';

const WORDS = {
  fr: {
    title: 'Signature électronique',
    document: 'Document',
    hash: 'Empreinte SHA-256',
    from: 'Envoyé par',
    code: 'Code reçu par SMS au',
    signed: 'Signé',
  },
  en: {
    title: 'Electronic signature',
    document: 'Document',
    hash: 'SHA-256 fingerprint',
    from: 'Sent by',
    code: 'Code received by text message at',
    signed: 'Signed',
  },
} as const;

/** What the added sheet says of a signed request, under the sign of the business that sent it. */
export function sealMark(
  { id, locale, original, sender }: SignatureRequest,
  signers: readonly Signer[],
  { name, colour }: Brand,
): SealMark {
  const { title, document, hash, from, code, signed } = WORDS[locale];
  const colon = locale === 'fr' ? ' : ' : ': ';
  const business = [sender.name, sender.company].filter((text) => text);
  return {
    title,
    requestId: id,
    locale,
    brand: { name, ...(colour && { colour }) },
    lines: [
      `${document}${colon}${original.filename}`,
      `${hash}${colon}${original.sha256}`,
      `${from}${colon}${business.join(', ')}`,
    ],
    blocks: signers.map(({ name, email, phone, signedAt }) => ({
      name,
      lines: [
        email,
        `${code} ${maskedPhone(phone)}`,
        `${signed} ${signedAt ? markDate(new Date(signedAt), locale) : ''}`,
      ],
    })),
  };
}
