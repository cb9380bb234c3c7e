import { recordMailEvent } from '../../../events/record-mail-event.ts';
import { queue } from '../../../shared/function/contract.ts';

export default queue({
  message: recordMailEvent,
  summary: 'Note ce que SES dit d’un email : parti, arrivé, revenu.',
  impact: 'On ignore si les emails arrivent ; un email pourrait partir deux fois après une panne.',
  access: ['table:write', 'send:follow-signature-mail'],
});
