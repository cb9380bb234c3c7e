import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { listView } from '../list-view.ts';

export default http({
  route: 'GET /v1/lists',
  summary: say(
    'Énumère les listes du compte, ou celles que d’autres partagent avec lui, de la plus récente à la plus ancienne.',
    'Lists the account’s lists, or those that others share with it, newest first.',
  ),
  auth: 'user',
  rights: 'lists:read',
  query: z.strictObject({
    ...listQuery,
    shared: z
      .enum(['true', 'false'])
      .optional()
      .meta(about('`true` : celles que d’autres partagent.', '`true`: those that others share.', 'true')),
  }),
  returns: { 200: pageOf(listView) },
  access: ['table:read'],
});
