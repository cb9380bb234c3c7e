import { schedule } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default schedule({
  every: 'rate(1 minute)',
  summary: say('Remet en file ce qui est échu.', 'Queues again whatever is due.'),
  impact:
    'Rappels, nouveaux essais et travaux perdus par une file attendent : rien d’autre ne les reprend. / Retries and work that a queue lost are waiting: nothing else takes them up.',
  timeout: 50,
  access: ['table:write', 'send:*'],
});
