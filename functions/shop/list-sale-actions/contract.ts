import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { saleActionAnswer } from '../sale-action-view.ts';

export default http({
  route: 'GET /v1/articles/{articleId}/sale-actions',
  summary: say(
    'Liste les actions de vente d’un article, la plus récente d’abord.',
    'Lists the sale actions of an article, newest first.',
  ),
  auth: 'user',
  rights: 'shop:read',
  query: z.strictObject(listQuery),
  returns: { 200: pageOf(saleActionAnswer) },
  access: ['table:read'],
});
