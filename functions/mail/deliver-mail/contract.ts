import { deliverMail } from '../../../events/deliver-mail.ts';
import { queue } from '../../../shared/function/contract.ts';

export default queue({
  message: deliverMail,
  summary: 'Remet un email à son transport, une fois.',
  impact: 'Des emails ne partent pas : invitations à signer, confirmations, activations de compte.',
  access: ['table:write', 'secrets:decrypt', 'mail:send', 'send:follow-signature-mail'],
  timeout: 20,
});
