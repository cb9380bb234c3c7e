import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { deliverMail } from '../commands/deliver-mail.ts';

export default queue({
  message: deliverMail,
  summary: say('Remet un e-mail à son transport, une fois.', 'Hands an email to its transport, once.'),
  impact: 'Des e-mails ne partent pas : ni ceux des comptes, ni ceux que leurs clients attendent.',
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
  // A server may take its time for its greeting, and for its word about the message (RFC 5321, 4.5.3.2).
  timeout: 300,
});
