import { schedule } from '../../../shared/function/contract.ts';

export default schedule({
  every: 'rate(1 minute)',
  summary: 'Remet en file ce qui est échu / queues again whatever is due',
  impact:
    'Rappels, nouveaux essais et travaux perdus par une file attendent : rien d’autre ne les reprend. / Retries and work that a queue lost are waiting: nothing else takes them up.',
  timeout: 50,
  access: ['table:write', 'send:*'],
});
