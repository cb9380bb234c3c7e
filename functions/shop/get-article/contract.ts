import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { articleView } from '../article-view.ts';

export default http({
  route: 'GET /v1/articles/{articleId}',
  summary: say('Montre un article.', 'Shows an article.'),
  auth: 'user',
  rights: 'shop:read',
  returns: { 200: articleView },
  access: ['table:read'],
});
