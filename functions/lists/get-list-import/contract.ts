import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { listImportView } from '../list-import-view.ts';

export default http({
  route: 'GET /v1/lists/{listId}/imports/{importId}',
  summary: say(
    'Dit où en est un import, comment son fichier a été lu, et ce qui est attendu.',
    'Says how far an import is, how its file was read, and what is waited for.',
  ),
  auth: 'user',
  rights: 'lists:read',
  returns: { 200: listImportView },
  access: ['table:read'],
});
