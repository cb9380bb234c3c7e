import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { releaseMails } from '../commands/release-mails.ts';

export default queue({
  message: releaseMails,
  summary: say('Fait partir ce qu’une suppression levée retenait.', 'Has what a lifted suppression held back leave.'),
  impact: 'Les e-mails retenus par une suppression ne partent pas une fois qu’elle est levée.',
  access: ['table:write', 'send:deliver-mail'],
});
