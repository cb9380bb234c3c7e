import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { about, idOf } from '../../../shared/fields/about.ts';
import { filename, fileSha256, sizeUpTo, uploadLink } from '../../../shared/fields/announced-file.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { importView } from '../import-view.ts';

const LARGEST = 100 * 1024 * 1024;

export default http({
  route: 'POST /v1/campaigns/{campaignId}/imports',
  summary: say(
    'Annonce un tableau de destinataires (CSV, XLSX, ODS), et donne le lien par lequel l’envoyer.',
    'Announces a spreadsheet of recipients (CSV, XLSX, ODS), and gives the link to send it by.',
  ),
  description: say(
    'Envoyez ensuite le fichier à `upload.url`. Il est lu, ses colonnes sont proposées (`to-map`) : confirmez-les par PUT …/mapping. Chaque ligne est alors vérifiée (`to-confirm`), et rien n’entre avant POST …/confirm.',
    'Then send the file to `upload.url`. It is read, its columns are proposed (`to-map`): confirm them with PUT …/mapping. Each line is then checked (`to-confirm`), and nothing comes in before POST …/confirm.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  limit: { per: 'account', max: 200, window: HOUR },
  body: z.strictObject({
    filename: filename.meta(about('Le nom du fichier.', 'The name of the file.', 'stagiaires.xlsx')),
    size: sizeUpTo(
      LARGEST,
      say(
        `Un tableau fait au plus 100 Mo (${LARGEST} octets) : partagez-le en plusieurs.`,
        `A spreadsheet has at most 100 MB (${LARGEST} bytes): split it into several.`,
      ),
    ),
    sha256: fileSha256,
  }),
  returns: {
    201: z.object({
      id: idOf('imp'),
      status: importView.shape.status,
      upload: uploadLink('application/octet-stream'),
    }),
  },
  problems: [409],
  access: ['table:write', 'imports:write'],
});
