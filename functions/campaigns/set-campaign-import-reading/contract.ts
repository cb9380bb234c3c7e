import { http } from '../../../shared/function/contract.ts';
import { override } from '../../../shared/tables/reading.ts';
import { say } from '../../../shared/text.ts';
import { importView } from '../import-view.ts';

export default http({
  route: 'PUT /v1/campaigns/{campaignId}/imports/{importId}/reading',
  summary: say(
    'Change comment le fichier est lu : feuille, ligne des titres, séparateur, encodage, ordre des dates.',
    'Changes how the file is read: sheet, line of titles, delimiter, encoding, order of dates.',
  ),
  description: say(
    'Il est lu de nouveau, et ses colonnes sont à confirmer de nouveau.',
    'It is read again, and its columns are to be confirmed again.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: override,
  returns: { 202: importView },
  problems: [409],
  access: ['table:write', 'send:import-campaign'],
});
