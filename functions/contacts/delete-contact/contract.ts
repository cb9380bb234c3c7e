import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/contacts/{contactId}',
  summary: say('Supprime un contact dont le dossier est vide.', 'Deletes a contact whose folder is empty.'),
  auth: 'user',
  rights: 'contacts:write',
  returns: { 204: null },
  problems: [409],
  access: ['table:write'],
});
