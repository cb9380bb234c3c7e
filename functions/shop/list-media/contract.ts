import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { mediaView } from '../media-view.ts';

export default http({
  route: 'GET /v1/media',
  summary: say(
    'Liste les images de la bibliothèque, de la plus récente à la plus ancienne.',
    'Lists the pictures of the library, newest first.',
  ),
  auth: 'user',
  rights: 'shop:read',
  query: z.strictObject(listQuery),
  returns: { 200: pageOf(mediaView) },
  access: ['table:read'],
});
