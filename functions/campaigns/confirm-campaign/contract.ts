import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignView } from '../campaign-view.ts';

export default http({
  route: 'POST /v1/campaigns/{campaignId}/confirm',
  summary: say(
    'Confirme une campagne : chaque certificat est vérifié, puis tous sont délivrés.',
    'Confirms a campaign: each certificate is checked, then all are issued.',
  ),
  description: say(
    'S’il y a un seul certificat qui ne peut être fait (valeur manquante, texte trop long, lettre sans police), aucun ne part : la campagne revient à `draft`, et `GET …/recipients?status=faulty` dit quoi corriger. Un modèle ou une pièce jointe qui manque est dit aussitôt.',
    'When there is a single certificate that cannot be made (a missing value, a text that is too long, a letter without a font), none leaves: the campaign goes back to `draft`, and `GET …/recipients?status=faulty` tells what to correct. A template or an attachment that is missing is told at once.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  returns: { 202: campaignView },
  problems: [409],
  access: ['table:write', 'documents:read', 'send:issue-campaign'],
});
