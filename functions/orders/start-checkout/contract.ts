import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { emailAddress } from '../../../shared/fields/email-address.ts';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /shop/{directory}/{slug}/checkout',
  summary: say(
    'Commence une commande par une adresse : un e-mail y mène au formulaire, ou confirme ce qui est gratuit.',
    'Begins an order with an address: an email leads to the form, or confirms what is free.',
  ),
  body: z.object({ email: emailAddress, lang: z.string().max(5).optional() }),
  returns: {
    202: z.object({
      sent: z.literal(true).meta(about('Un e-mail part à cette adresse.', 'An email leaves for this address.')),
    }),
  },
  limit: { per: 'address', max: 60, window: 600 },
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail', 'send:tell-listeners', 'send:follow-order'],
});
