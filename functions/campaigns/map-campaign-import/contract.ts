import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { importMapping, importView } from '../import-view.ts';

export default http({
  route: 'PUT /v1/campaigns/{campaignId}/imports/{importId}/mapping',
  summary: say(
    'Confirme quelle colonne porte quelle variable ; les lignes sont alors vérifiées.',
    'Confirms which column holds which variable; the lines are then checked.',
  ),
  description: say(
    'Chaque variable nomme sa colonne, par son titre ou par son numéro à partir de 1 : `{"email": "Courriel", "prenom": 2}`. Les autres colonnes sont laissées. Une variable que les modèles n’ont pas peut servir aux e-mails.',
    'Each variable names its column, by its title or its number from 1: `{"email": "Mail", "prenom": 2}`. The other columns are left. A variable that the templates do not have may serve the emails.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: importMapping,
  returns: { 202: importView },
  problems: [409],
  access: ['table:write', 'send:import-campaign'],
});
