import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { articleInput } from '../article-input.ts';
import { articleView } from '../article-view.ts';

export default http({
  route: 'POST /v1/articles',
  summary: say('Ajoute un article à vendre ou à donner.', 'Adds an article to sell or to give.'),
  description: say(
    'Un document numérique, un livre, une place ou autre chose. Ses documents et ses actions de vente s’ajoutent ensuite. Une heure sans fuseau est celle de votre entreprise.',
    'A digital document, a book, a place or something else. Its documents and its sale actions are added afterwards. A time without a zone is that of your business.',
  ),
  auth: 'user',
  rights: 'shop:write',
  body: articleInput,
  returns: { 201: articleView },
  problems: [404, 409],
  access: ['table:write'],
});
