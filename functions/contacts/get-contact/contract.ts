import { http } from '../../../shared/function/contract.ts';
import { contactView } from '../contact-view.ts';

export default http({
  route: 'GET /v1/contacts/{contactId}',
  summary: 'Montre un contact.',
  auth: 'user',
  rights: 'contacts:read',
  returns: { 200: contactView },
  access: ['table:read'],
});
