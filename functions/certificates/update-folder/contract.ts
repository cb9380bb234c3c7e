import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { folderFields, folderView } from '../folder-view.ts';

export default http({
  route: 'PATCH /v1/folders/{folderId}',
  summary: say('Modifie un dossier et les mots de ses e-mails.', 'Changes a folder and the words of its emails.'),
  description: say(
    'Un champ absent reste tel quel. Les e-mails déjà partis ne changent pas.',
    'An absent field stays as it is. Emails that have left do not change.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({
    ...z.strictObject(folderFields).partial().shape,
    replyTo: folderFields.replyTo.nullable().optional(),
  }),
  returns: { 200: folderView },
  access: ['table:write'],
});
