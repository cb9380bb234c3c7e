import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { recordMailEvent } from '../commands/record-mail-event.ts';

export default queue({
  message: recordMailEvent,
  summary: say(
    'Note ce que SES dit d’un e-mail : parti, arrivé, revenu.',
    'Notes what SES says of an email: sent, delivered, bounced.',
  ),
  impact: 'On ignore si les e-mails arrivent ; un e-mail pourrait partir deux fois après une panne.',
  access: ['table:write', 'send:mail-reports', 'send:tell-listeners'],
});
