import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /order/{token}/pay',
  summary: say(
    'Regarde où en est le paiement, puis mène à la page où payer ce qui reste à payer.',
    'Looks what became of the payment, then leads to the page where what is due is paid.',
  ),
  limit: { per: 'address', max: 60, window: 600 },
  access: [
    'table:write',
    'secrets:encrypt',
    'secrets:decrypt',
    'send:deliver-mail',
    'send:tell-listeners',
    'send:follow-order',
  ],
  timeout: 29,
});
