import { schedule } from '../../../shared/function/contract.ts';

export default schedule({
  every: 'rate(1 minute)',
  summary: 'Remet en file ce qui est échu / queues again whatever is due',
  timeout: 50,
  access: ['table:write', 'send:*'],
});
