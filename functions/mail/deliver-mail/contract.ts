import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { deliverMail } from '../commands/deliver-mail.ts';

export default queue({
  message: deliverMail,
  summary: say('Remet un email à son transport, une fois.', 'Hands an email to its transport, once.'),
  impact: 'Des emails ne partent pas : ni ceux des comptes, ni ceux que leurs clients attendent.',
  access: [
    'table:write',
    'documents:read',
    'archive:read',
    'secrets:decrypt',
    'mail:send',
    'send:mail-reports',
    'send:tell-listeners',
    // Its own: what is put off is tried again.
    'send:deliver-mail',
  ],
  // SES takes messages whole: ten of ten megabytes.
  memory: 1024,
  // A slow server takes its time at each of ten replies.
  timeout: 90,
});
