import type { SoundSeal } from '../../../shared/documents/verify-pdf.ts';
import { say } from '../../../shared/text.ts';
import { readMe } from '../../proof/read-me.ts';
import { invitedThroughSender } from './legal-notice.ts';
import type { SignatureFacts } from './signature-proof.ts';

/** `LISEZMOI.txt` of a signature's bundle, whose sealed document has `size` bytes. */
export const signatureReadMe = (
  { request, documents, signers }: Pick<SignatureFacts, 'request' | 'documents' | 'signers'>,
  seal: Pick<SoundSeal, 'place' | 'value'>,
  size: number,
): Uint8Array =>
  readMe(
    {
      id: request.id,
      filename: documents.original.filename,
      files,
      beginsWith: 'original.pdf',
      ...(invitedThroughSender(signers).length > 0 && { toKnow: senderServer }),
    },
    seal,
    size,
  );

const files = say(
  `  original.pdf      le document, tel qu'il a été présenté au signataire
  sealed.pdf        le document signé : l'original, octet pour octet, puis le cachet horodaté`,
  `  original.pdf      the document, as it was shown to the signer
  sealed.pdf        the signed document: the original, byte for byte, then the time-stamped seal`,
);

/** What the reader is to know of an invitation that did not leave through us. */
const senderServer = say(
  `
À savoir
  Au moins une invitation à signer est partie par le serveur d'e-mail de l'expéditeur, qui pouvait la lire
  (proof.pdf et proof.json disent laquelle). Le code par SMS, lui, n'y est pas passé.
`,
  `
To be known
  At least one invitation to sign left through the sender's own mail server, which could read it (proof.pdf and
  proof.json say which). The text message with the code did not pass through it.
`,
);
