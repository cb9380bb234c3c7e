import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { idOf } from '../../../shared/fields/about.ts';
import { fileSha256, sizeUpTo, uploadLink } from '../../../shared/fields/announced-file.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { howToRead, statementView } from '../statements/statement-view.ts';

const LARGEST = 30 * 1024 * 1024;

export default http({
  route: 'POST /v1/bank-statements/uploads',
  summary: say(
    'Annonce un grand relevé bancaire, et donne le lien par lequel l’envoyer.',
    'Announces a large bank statement, and gives the link to send it by.',
  ),
  description: say(
    'Pour un relevé qui passe 4 Mo. Envoyez ensuite le fichier à `upload.url`, avec `upload.method` et `upload.headers`, dans le quart d’heure : il est lu dès son arrivée, et `GET /v1/bank-statements/{id}` dit ce qu’il devient.',
    'For a statement of more than 4 MB. Then send the file to `upload.url`, with `upload.method` and `upload.headers`, within a quarter of an hour: it is read as soon as it arrives, and `GET /v1/bank-statements/{id}` tells what becomes of it.',
  ),
  auth: 'user',
  rights: 'orders:write',
  limit: { per: 'account', max: 200, window: HOUR },
  body: z.strictObject({
    size: sizeUpTo(
      LARGEST,
      say(
        `Un relevé fait au plus 30 Mo (${LARGEST} octets) : prenez une période plus courte.`,
        `A statement has at most 30 MB (${LARGEST} bytes): take a shorter period.`,
      ),
    ),
    sha256: fileSha256,
    ...howToRead,
  }),
  returns: {
    201: z.object({
      id: idOf('bst'),
      status: statementView.shape.status,
      upload: uploadLink('application/octet-stream'),
    }),
  },
  problems: [409],
  access: ['table:write', 'imports:write'],
});
