import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { remindRecipient } from '../commands/remind-recipient.ts';

export default queue({
  message: remindRecipient,
  summary: say(
    'Rappelle une fois à qui n’a pas répondu qu’un consentement lui est demandé.',
    'Reminds once who has not answered that a consent is asked of them.',
  ),
  impact: 'Les rappels des demandes de consentement ne partent plus.',
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
