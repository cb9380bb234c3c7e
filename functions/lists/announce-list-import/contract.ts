import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { about, idOf } from '../../../shared/fields/about.ts';
import { filename, fileSha256, sizeUpTo, uploadLink } from '../../../shared/fields/announced-file.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { columnMapping } from '../list-fields.ts';
import { listImportView } from '../list-import-view.ts';

const LARGEST = 100 * 1024 * 1024;

export default http({
  route: 'POST /v1/lists/{listId}/imports',
  summary: say(
    'Annonce un tableau (CSV, XLSX, ODS) à importer dans une liste, et donne le lien par lequel l’envoyer.',
    'Announces a spreadsheet (CSV, XLSX, ODS) to import into a list, and gives the link to send it by.',
  ),
  description: say(
    'Envoyez ensuite le fichier à `upload.url`, avec `upload.method` et `upload.headers`, dans le quart d’heure. Il est lu dès son arrivée : les bonnes lignes entrent, chaque mauvaise est dite avec son numéro. Un import ne crée aucun consentement.',
    'Then send the file to `upload.url`, with `upload.method` and `upload.headers`, within a quarter of an hour. It is read as soon as it arrives: good lines come in, each bad one is told with its number. An import creates no consent.',
  ),
  auth: 'user',
  rights: 'lists:write',
  limit: { per: 'account', max: 200, window: HOUR },
  body: z.strictObject({
    filename: filename.meta(
      about('Le nom du fichier, sans son dossier.', 'The name of the file, without its folder.', 'clients.csv'),
    ),
    size: sizeUpTo(
      LARGEST,
      say(
        `Un tableau fait au plus 100 Mo (${LARGEST} octets) : partagez-le en plusieurs.`,
        `A spreadsheet has at most 100 MB (${LARGEST} bytes): split it into several.`,
      ),
    ),
    sha256: fileSha256,
    mapping: columnMapping.optional(),
  }),
  returns: {
    201: z.object({
      id: idOf('imp'),
      status: listImportView.shape.status,
      upload: uploadLink('application/octet-stream'),
    }),
  },
  access: ['table:write', 'tables:write'],
});
