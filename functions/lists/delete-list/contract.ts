import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/lists/{listId}',
  summary: say(
    'Supprime une liste et ses adresses ; contacts et consentements restent.',
    'Deletes a list and its addresses; contacts and consents stay.',
  ),
  auth: 'user',
  rights: 'lists:write',
  returns: { 204: null },
  access: ['table:write', 'send:clear-list'],
});
