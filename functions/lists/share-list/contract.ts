import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { listView } from '../list-view.ts';

export default http({
  route: 'PUT /v1/lists/{listId}/shares/{accountId}',
  summary: say(
    'Laisse un autre compte lire une liste, sans rien y changer.',
    'Lets another account read a list, without changing anything in it.',
  ),
  auth: 'user',
  rights: 'lists:write',
  returns: { 200: listView },
  problems: [409],
  access: ['table:write'],
});
