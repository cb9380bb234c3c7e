import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { expireSignatureRequest } from '../commands/expire-signature-request.ts';

export default queue({
  message: expireSignatureRequest,
  summary: say(
    'Clôt une demande de signature dont le délai est passé.',
    'Closes a signature request whose time is over.',
  ),
  impact: 'Des demandes de signature expirées ne sont pas closes et leurs signataires ne l’apprennent pas.',
  access: ['send:tell-listeners', 'table:write', 'send:deliver-mail'],
});
