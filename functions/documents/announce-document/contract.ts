import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { idOf } from '../../../shared/fields/about.ts';
import { filename, fileSha256, sizeUpTo, uploadLink } from '../../../shared/fields/announced-file.ts';
import { reference } from '../../../shared/fields/caller-words.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { documentType, documentView } from '../document-view.ts';

const MEGABYTE = 1024 * 1024;
const LARGEST = 25 * MEGABYTE;

export default http({
  route: 'POST /v1/contacts/{contactId}/documents',
  summary: say(
    'Annonce un PDF et donne le lien par lequel l’envoyer.',
    'Announces a PDF and gives the link to send it by.',
  ),
  description: say(
    'Envoyez ensuite le fichier à `upload.url`, avec `upload.method` et `upload.headers`, dans le quart d’heure. Il est vérifié dès son arrivée : lisez alors le `status` du document. La même Idempotency-Key rend un lien neuf tant que le fichier est attendu, et l’état du document ensuite.',
    'Then send the file to `upload.url`, with `upload.method` and `upload.headers`, within a quarter of an hour. It is checked as soon as it arrives: read the document’s `status` then. The same Idempotency-Key gives a new link as long as the file is awaited, and the document’s state afterwards.',
  ),
  auth: 'user',
  rights: 'documents:write',
  limit: { per: 'account', max: 2000, window: HOUR },
  body: z.strictObject({
    filename,
    type: documentType,
    reference: reference.optional(),
    size: sizeUpTo(
      LARGEST,
      say(`Un document fait au plus 25 Mo (${LARGEST} octets).`, `A document has at most 25 MB (${LARGEST} bytes).`),
    ),
    sha256: fileSha256,
  }),
  returns: {
    201: z.object({
      id: idOf('doc'),
      status: documentView.shape.status,
      upload: uploadLink('application/pdf'),
    }),
  },
  access: ['table:write', 'uploads:write'],
});
