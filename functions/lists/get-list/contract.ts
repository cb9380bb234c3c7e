import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { listView } from '../list-view.ts';

export default http({
  route: 'GET /v1/lists/{listId}',
  summary: say('Rend une liste, à soi ou partagée.', 'Returns a list, one’s own or shared.'),
  auth: 'user',
  rights: 'lists:read',
  returns: { 200: listView },
  access: ['table:read'],
});
