import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { issueCampaign } from '../commands/issue-campaign.ts';

export default queue({
  message: issueCampaign,
  summary: say(
    'Vérifie les certificats d’une campagne sans les faire, puis les délivre, étape par étape.',
    'Checks the certificates of a campaign without making them, then issues them, step by step.',
  ),
  impact: 'Des campagnes de certificats restent en cours sans avancer.',
  batch: 1,
  access: ['table:write', 'send:issue-campaign', 'send:seal-certificate'],
  files: drawingFiles,
  memory: 1769,
  timeout: 90,
});
