import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { about } from '../../../shared/fields/about.ts';
import { emailAddress } from '../../../shared/fields/email-address.ts';
import { companyName, personName } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'POST /v1/accounts',
  summary: say(
    'Ouvre un compte : le lien qui l’active est envoyé par e-mail.',
    'Opens an account: the link that activates it is sent by email.',
  ),
  description: say(
    'La réponse est la même que l’adresse ait déjà un compte ou non : seule la personne qui lit ses e-mails l’apprend.',
    'The answer is the same whether the address already has an account or not: only who reads its mail learns that.',
  ),
  auth: 'none',
  body: z.strictObject({
    email: emailAddress,
    firstName: personName,
    lastName: personName,
    company: companyName.optional(),
  }),
  returns: {
    202: z.object({
      status: z.literal('email-sent').meta(about('Un e-mail est en route.', 'An email is on its way.')),
    }),
  },
  limit: { per: 'address', max: 120, window: HOUR },
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
