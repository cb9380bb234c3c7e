import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { recipientInput, recipientValues, recipientView } from '../campaign-view.ts';

export default http({
  route: 'PATCH /v1/campaigns/{campaignId}/recipients/{recipientId}',
  summary: say('Corrige un destinataire.', 'Corrects a recipient.'),
  description: say(
    'Les valeurs données remplacent celles de leur nom ; une valeur vide l’enlève.',
    'The values given take the place of those of their name; an empty one takes it away.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({ email: recipientInput.shape.email.optional(), values: recipientValues.optional() }),
  returns: { 200: recipientView },
  problems: [409],
  access: ['table:write'],
});
