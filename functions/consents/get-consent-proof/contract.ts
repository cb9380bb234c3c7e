import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/consents/{email}/proof',
  summary: say(
    'Mène au téléchargement : la preuve du consentement d’une adresse (ZIP).',
    'Leads to the download of the proof of an address’s consent (ZIP).',
  ),
  description: say(
    'La preuve est établie quand le destinataire répond, ou quand le consentement est retiré : 409 avant. Elle tient sans nous : `npm run verify-proof` la vérifie.',
    'The proof is made when the recipient answers, or when the consent is withdrawn: 409 before. It stands without us: `npm run verify-proof` verifies it.',
  ),
  auth: 'user',
  rights: 'consents:read',
  query: z.strictObject({}),
  returns: { 303: null },
  problems: [409],
  access: ['table:read', 'archive:read'],
});
