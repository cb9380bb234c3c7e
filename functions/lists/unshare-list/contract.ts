import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/lists/{listId}/shares/{accountId}',
  summary: say(
    'Retire une liste à un compte, dès maintenant, même s’il est en train de la lire.',
    'Takes a list away from an account, at once, even while it reads it.',
  ),
  auth: 'user',
  rights: 'lists:write',
  returns: { 204: null },
  access: ['table:write'],
});
