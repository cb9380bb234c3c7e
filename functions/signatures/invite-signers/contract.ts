import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { inviteSigners } from '../commands/invite-signers.ts';

export default queue({
  message: inviteSigners,
  summary: say('Écrit à chaque signataire dont c’est le tour.', 'Writes to each signer whose turn it is.'),
  impact: 'Des demandes de signature restent sans invitation.',
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
