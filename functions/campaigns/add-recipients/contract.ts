import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { recipientInput, recipientView } from '../campaign-view.ts';

export default http({
  route: 'POST /v1/campaigns/{campaignId}/recipients',
  summary: say('Ajoute des destinataires tapés.', 'Adds recipients that were typed.'),
  description: say(
    'Chacun a son adresse et ses valeurs, par variable : `{"email": "zoe@exemple.fr", "values": {"prenom": "Zoé"}}`. Une valeur manquante est dite à la confirmation, avant qu’aucun certificat ne parte.',
    'Each has an address and values, by variable: `{"email": "zoe@example.com", "values": {"prenom": "Zoé"}}`. A missing value is told at confirmation, before any certificate leaves.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({
    recipients: z.array(recipientInput).min(1).max(90).meta(about('Les destinataires.', 'The recipients.')),
  }),
  returns: {
    201: z.object({
      recipients: z.array(recipientView).meta(about('Ceux qui furent ajoutés.', 'Those that were added.')),
    }),
  },
  problems: [409],
  access: ['table:write'],
});
