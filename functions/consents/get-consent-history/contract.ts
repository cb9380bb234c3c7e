import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { consentActs } from '../consent-acts.ts';

export default http({
  route: 'GET /v1/consents/{email}/history',
  summary: say(
    'Montre tout ce qui est arrivé au consentement d’une adresse, du plus ancien au plus récent.',
    'Shows all that happened to the consent of an address, oldest first.',
  ),
  description: say(
    'Qui a agi, quand, par quelle voie, depuis quelle adresse réseau, et les mots exacts qui étaient montrés. Chaque acte est scellé au registre de preuve.',
    'Who acted, when, by which way, from which network address, and the very words that were shown. Each act is held by the proof ledger.',
  ),
  auth: 'user',
  rights: 'consents:read',
  query: z.strictObject({}),
  returns: {
    200: z.object({ items: z.array(consentActs.view).meta(about('Du plus ancien au plus récent.', 'Oldest first.')) }),
  },
  access: ['table:read'],
});
