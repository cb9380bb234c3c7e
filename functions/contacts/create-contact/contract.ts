import * as z from 'zod';
import { companyName, personName } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { emails, phones } from '../contact-details.ts';
import { contactKind, contactView } from '../contact-view.ts';

export default http({
  route: 'POST /v1/contacts',
  summary: say(
    'Ajoute un client, un fournisseur ou une entrée du répertoire.',
    'Adds a customer, a supplier or an entry of the directory.',
  ),
  auth: 'user',
  rights: 'contacts:write',
  body: z.strictObject({
    kind: contactKind,
    firstName: personName.optional(),
    lastName: personName.optional(),
    company: companyName.optional(),
    emails: emails.default([]),
    phones: phones.default([]),
  }),
  returns: { 201: contactView },
  access: ['table:write'],
});
