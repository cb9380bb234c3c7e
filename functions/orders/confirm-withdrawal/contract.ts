import { emailAddress } from '../../../shared/fields/email-address.ts';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { withdrawalForm } from '../withdrawal-form.ts';

export default page({
  route: 'POST /order/{token}/withdrawal/confirm',
  summary: say(
    'Reçoit la rétractation et en envoie le reçu, avec le jour et l’heure.',
    'Receives the withdrawal and sends its receipt, with the day and time.',
  ),
  body: withdrawalForm.extend({ email: emailAddress }),
  limit: { per: 'address', max: 60, window: 600 },
  access: ['table:write', 'secrets:encrypt', 'secrets:decrypt', 'send:deliver-mail', 'send:tell-listeners'],
  timeout: 29,
});
