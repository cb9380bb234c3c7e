import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { folderView } from '../folder-view.ts';

export default http({
  route: 'GET /v1/folders/{folderId}',
  summary: say('Rend un dossier et les mots de ses e-mails.', 'Gives a folder and the words of its emails.'),
  auth: 'user',
  rights: 'certificates:read',
  returns: { 200: folderView },
  access: ['table:read'],
});
