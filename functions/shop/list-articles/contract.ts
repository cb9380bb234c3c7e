import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { articleView } from '../article-view.ts';

export default http({
  route: 'GET /v1/articles',
  summary: say('Liste les articles, du plus récent au plus ancien.', 'Lists the articles, newest first.'),
  auth: 'user',
  rights: 'shop:read',
  query: z.strictObject(listQuery),
  returns: { 200: pageOf(articleView) },
  access: ['table:read'],
});
