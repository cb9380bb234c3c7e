import * as z from 'zod';
import { about, idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/test',
  summary: say(
    'Vous envoie un envoi, à vous seul, tel qu’il partira.',
    'Sends a mailing to yourself alone, as it will leave.',
  ),
  description: say(
    'À l’adresse de l’utilisateur de la clé, par l’expéditeur de l’envoi, avec son nom à la place des balises.',
    'To the address of the key’s user, through the mailing’s sender, with their name in place of the tags.',
  ),
  auth: 'user',
  rights: 'mailings:write',
  returns: {
    202: z.object({
      mailingId: idOf('mlg'),
      to: z
        .string()
        .meta(about('L’adresse à laquelle il part.', 'The address it is sent to.', 'camille@durand.example')),
    }),
  },
  limit: { per: 'account', max: 20, window: 3600 },
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
