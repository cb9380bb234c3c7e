import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { pageOf } from '../../../shared/table/list.ts';
import { placeQuery } from '../../../shared/table/shards.ts';
import { say } from '../../../shared/text.ts';
import { listAddressView } from '../list-view.ts';

export default http({
  route: 'GET /v1/lists/{listId}/addresses',
  summary: say(
    'Énumère les adresses d’une liste, à soi ou partagée, page par page.',
    'Lists the addresses of a list, one’s own or shared, page by page.',
  ),
  description: say(
    'Dans un ordre à elles ; la liste entière s’obtient par `GET …/export`.',
    'In an order of their own; the whole list is had by `GET …/export`.',
  ),
  auth: 'user',
  rights: 'lists:read',
  query: z.strictObject(placeQuery),
  returns: { 200: pageOf(listAddressView) },
  access: ['table:read'],
});
