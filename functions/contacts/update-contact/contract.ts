import * as z from 'zod';
import { companyName, personName } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { emails, phones } from '../contact-details.ts';
import { contactKind, contactView } from '../contact-view.ts';

export default http({
  route: 'PATCH /v1/contacts/{contactId}',
  summary: say('Modifie des champs d’un contact.', 'Changes fields of a contact.'),
  description: say(
    'Un champ absent reste tel quel ; `null` vide un champ. Une liste donnée remplace toute la liste.',
    'An absent field stays as it is; `null` empties a field. A list that is given replaces the whole list.',
  ),
  auth: 'user',
  rights: 'contacts:write',
  body: z.strictObject({
    kind: contactKind.optional(),
    firstName: personName.nullable().optional(),
    lastName: personName.nullable().optional(),
    company: companyName.nullable().optional(),
    emails: emails.optional(),
    phones: phones.optional(),
  }),
  returns: { 200: contactView },
  access: ['table:write'],
});
