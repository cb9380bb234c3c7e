import * as z from 'zod';
import { idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignFields, campaignView } from '../campaign-view.ts';

export default http({
  route: 'POST /v1/campaigns',
  summary: say('Crée une campagne dans un dossier.', 'Creates a campaign in a folder.'),
  description: say(
    'Donnez ensuite ses destinataires, tapés (`POST …/recipients`) ou importés d’un tableau (`POST …/imports`), regardez un aperçu, puis confirmez.',
    'Then give its recipients, typed (`POST …/recipients`) or imported from a spreadsheet (`POST …/imports`), look at a preview, then confirm.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({
    folderId: idOf('fol', 'Le dossier.', 'The folder.'),
    ...campaignFields,
    tag: campaignFields.tag.optional(),
    attachmentId: campaignFields.attachmentId.optional(),
  }),
  returns: { 201: campaignView },
  problems: [404],
  access: ['table:write', 'imports:read', 'documents:write'],
  memory: 1024,
});
