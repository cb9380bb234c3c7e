import { inviteSigners } from '../../../events/invite-signers.ts';
import { queue } from '../../../shared/function/contract.ts';

export default queue({
  message: inviteSigners,
  summary: 'Écrit à chaque signataire.',
  impact: 'Des demandes de signature restent sans invitation.',
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
