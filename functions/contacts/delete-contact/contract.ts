import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'DELETE /v1/contacts/{contactId}',
  summary: 'Supprime un contact dont le dossier est vide.',
  auth: 'user',
  rights: 'contacts:write',
  returns: { 204: null },
  problems: [409],
  access: ['table:write'],
});
