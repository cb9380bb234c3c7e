import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/lists/{listId}/addresses/{email}',
  summary: say('Retire une adresse d’une liste.', 'Takes an address off a list.'),
  description: say(
    'Son consentement reste ce qu’il est : c’est lui, non la liste, qui dit si on peut lui écrire.',
    'Its consent stays what it is: that, and not the list, tells whether it may be written to.',
  ),
  auth: 'user',
  rights: 'lists:write',
  returns: { 204: null },
  access: ['table:write'],
});
