import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { folderView } from '../folder-view.ts';

export default http({
  route: 'GET /v1/folders',
  summary: say('Liste les dossiers, du plus récent au plus ancien.', 'Lists the folders, newest first.'),
  auth: 'user',
  rights: 'certificates:read',
  query: z.strictObject(listQuery),
  returns: { 200: pageOf(folderView) },
  access: ['table:read'],
});
