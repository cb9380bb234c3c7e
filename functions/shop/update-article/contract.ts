import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { articleChange } from '../article-input.ts';
import { articleView } from '../article-view.ts';

export default http({
  route: 'PATCH /v1/articles/{articleId}',
  summary: say('Modifie des champs d’un article.', 'Changes fields of an article.'),
  description: say(
    'Un champ absent reste tel quel ; `null` vide un champ. Une commande passée garde les mots qu’elle avait.',
    'An absent field stays as it is; `null` empties a field. An order that was made keeps the words it had.',
  ),
  auth: 'user',
  rights: 'shop:write',
  body: articleChange,
  returns: { 200: articleView },
  access: ['table:write'],
});
