import type { SoundSeal } from '../../../shared/documents/verify-pdf.ts';
import { say } from '../../../shared/text.ts';
import { readMe } from '../../proof/read-me.ts';
import type { CertificateFacts } from './certificate-proof.ts';

/** `LISEZMOI.txt` of a certificate's bundle, whose sealed certificate has `size` bytes. */
export const certificateReadMe = (
  { certificate, document }: Pick<CertificateFacts, 'certificate' | 'document'>,
  seal: Pick<SoundSeal, 'place' | 'value'>,
  size: number,
): Uint8Array => readMe({ id: certificate.id, filename: document.filename, files }, seal, size);

const files = say(
  '  sealed.pdf        le certificat remis au titulaire, scellé et horodaté\n' +
    '  badge.jwt         le même en Open Badge 3.0, signé (vc+jwt)',
  '  sealed.pdf        the certificate that the holder was given, sealed and time-stamped\n' +
    '  badge.jwt         the same as an Open Badge 3.0, signed (vc+jwt)',
);
