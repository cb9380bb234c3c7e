import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { importCampaign } from '../commands/import-campaign.ts';

export default queue({
  summary: say(
    'Lit un tableau de destinataires, le vérifie, le fait entrer dans sa campagne, étape par étape.',
    'Reads a spreadsheet of recipients, checks it, takes it into its campaign, step by step.',
  ),
  message: importCampaign,
  impact: 'Des imports de destinataires restent en cours sans avancer.',
  batch: 1,
  memory: 1024,
  timeout: 90,
  access: ['table:write', 'imports:read', 'imports:write', 'send:import-campaign'],
});
