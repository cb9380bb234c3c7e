import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { about, idOf } from '../../../shared/fields/about.ts';
import { reference } from '../../../shared/fields/caller-words.ts';
import { http } from '../../../shared/function/contract.ts';
import { packed, say } from '../../../shared/text.ts';
import { documentType, documentView } from '../document-view.ts';
import { filename } from '../filename.ts';

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
    size: z
      .int()
      .meta(about('La taille du fichier, en octets.', 'The size of the file, in bytes.', 48213))
      .min(1)
      .max(LARGEST, {
        error: packed(
          `Un document fait au plus 25 Mo (${LARGEST} octets).`,
          `A document has at most 25 MB (${LARGEST} bytes).`,
        ),
      }),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, {
        error: packed(
          'Donnez l’empreinte SHA-256 du fichier : 64 chiffres hexadécimaux.',
          'Give the SHA-256 of the file: 64 hexadecimal digits.',
        ),
      })
      .toLowerCase()
      .meta(
        about(
          'L’empreinte SHA-256 du fichier, en hexadécimal.',
          'The SHA-256 of the file, in hexadecimal.',
          '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        ),
      ),
  }),
  returns: {
    201: z.object({
      id: idOf('doc'),
      status: documentView.shape.status,
      upload: z
        .object({
          url: z
            .string()
            .meta(
              about(
                'Où l’envoyer, pendant un quart d’heure.',
                'Where to send it, for a quarter of an hour.',
                'https://s3.example/…',
              ),
            ),
          method: z.literal('PUT').meta(about('Comment.', 'How.')),
          headers: z.record(z.string(), z.string()).meta(
            about('Les en-têtes à envoyer avec.', 'The headers to send with it.', {
              'content-type': 'application/pdf',
            }),
          ),
        })
        .optional()
        .meta(about('Où envoyer le fichier.', 'Where to send the file.')),
    }),
  },
  access: ['table:write', 'uploads:write'],
});
