import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /unsubscribe/{token}',
  summary: say(
    'Désabonne, à la demande du destinataire ou de sa messagerie pour lui (RFC 8058).',
    'Unsubscribes, as the recipient asks, or their mailbox for them (RFC 8058).',
  ),
  // No body is read, so that none can be wrong: the link says all. Nor is anything counted, for a refused withdrawal is
  // the worst of errors, and a mailbox provider sends many from few addresses.
  anySite: true,
  access: ['table:write', 'send:seal-consent', 'send:tell-listeners'],
});
