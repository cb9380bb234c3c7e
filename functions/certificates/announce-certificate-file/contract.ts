import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { idOf } from '../../../shared/fields/about.ts';
import { filename, fileSha256, sizeUpTo, uploadLink } from '../../../shared/fields/announced-file.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { LARGEST_FILE } from '../largest-file.ts';

export default http({
  route: 'POST /v1/certificate-files',
  summary: say(
    'Annonce un fond, une image ou une pièce jointe (PDF, PNG, JPEG), et donne le lien par lequel l’envoyer.',
    'Announces a background, a picture or an attachment (PDF, PNG, JPEG), and gives the link to send it by.',
  ),
  description: say(
    'Envoyez le fichier à `upload.url`, puis nommez son `id` dans un modèle (`background.fileId`) ou une campagne (`attachmentId`) : il est vérifié à ce moment.',
    'Send the file to `upload.url`, then name its `id` in a template (`background.fileId`) or a campaign (`attachmentId`): it is checked at that moment.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  limit: { per: 'account', max: 500, window: HOUR },
  body: z.strictObject({
    filename,
    size: sizeUpTo(
      LARGEST_FILE,
      say('Un fichier fait au plus 8 Mo : allégez-le.', 'A file has at most 8 MB: make it lighter.'),
    ),
    sha256: fileSha256,
  }),
  returns: { 201: z.object({ id: idOf('cfl'), upload: uploadLink('application/octet-stream') }) },
  access: ['table:write', 'imports:write'],
});
