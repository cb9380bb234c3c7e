import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { contactView } from '../contact-view.ts';

export default http({
  route: 'GET /v1/contacts/{contactId}',
  summary: say('Montre un contact.', 'Shows a contact.'),
  auth: 'user',
  rights: 'contacts:read',
  returns: { 200: contactView },
  access: ['table:read'],
});
