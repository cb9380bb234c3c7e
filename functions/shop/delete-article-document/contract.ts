import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/articles/{articleId}/documents/{articleDocumentId}',
  summary: say(
    'Retire un document d’un article et rend sa place.',
    'Takes a document off an article and gives its storage back.',
  ),
  description: say('Qui l’a déjà acheté garde le sien.', 'Whoever bought it already keeps theirs.'),
  auth: 'user',
  rights: 'shop:write',
  returns: { 204: null },
  access: ['table:write'],
});
