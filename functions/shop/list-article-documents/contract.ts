import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { articleDocumentView } from '../article-document-view.ts';

export default http({
  route: 'GET /v1/articles/{articleId}/documents',
  summary: say('Liste les documents d’un article, dans l’ordre.', 'Lists the documents of an article, in their order.'),
  auth: 'user',
  rights: 'shop:read',
  returns: {
    200: z.object({ items: z.array(articleDocumentView).meta(about('Tous ses documents.', 'All its documents.')) }),
  },
  access: ['table:read'],
});
