import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { importView } from '../import-view.ts';

export default http({
  route: 'POST /v1/campaigns/{campaignId}/imports/{importId}/confirm',
  summary: say(
    'Fait entrer dans la campagne les lignes vérifiées ; la liste se modifie ensuite.',
    'Takes the checked lines into the campaign; the list can be changed afterwards.',
  ),
  description: say(
    'Répété, il ne fait rien de plus. Si la campagne a changé depuis la vérification, les lignes sont vérifiées de nouveau, et c’est à confirmer de nouveau.',
    'Repeated, it does nothing more. When the campaign has changed since the check, the lines are checked again, and it is to be confirmed again.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  returns: { 202: importView },
  problems: [409],
  access: ['table:write', 'send:import-campaign'],
});
