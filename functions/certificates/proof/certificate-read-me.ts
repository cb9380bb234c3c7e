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
  '  sealed.pdf        le certificat remis au titulaire, scellé et horodaté',
  '  sealed.pdf        the certificate that the holder was given, sealed and time-stamped',
);
