import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { consentView } from '../consent-view.ts';

export default http({
  route: 'GET /v1/consents/{email}',
  summary: say(
    'Dit si cette adresse peut recevoir les envois, et ce que vous pouvez faire.',
    'Tells whether this address may receive mailings, and what you can do.',
  ),
  description: say(
    'Une adresse a un seul consentement, quelles que soient les fiches où elle figure et sa casse. `external` : elle ne figure dans aucune fiche, et n’est ni sollicitée ni destinataire d’un envoi. L’identifiant `cns_…` d’un consentement peut remplacer l’adresse.',
    'An address has one consent, in whichever records it stands and in whichever case. `external`: no record has it; it is neither asked nor written to. The id `cns_…` of a consent may stand for the address.',
  ),
  auth: 'user',
  rights: 'consents:read',
  query: z.strictObject({}),
  returns: { 200: consentView },
  access: ['table:read'],
});
