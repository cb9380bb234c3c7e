import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { handOverMailing } from '../commands/hand-over-mailing.ts';

export default queue({
  message: handOverMailing,
  summary: say(
    'Remet quelques e-mails d’un envoi, aussi vite que son expéditeur les prend.',
    'Hands over some emails of a mailing, as fast as its sender takes them.',
  ),
  impact: 'Des envois n’avancent plus : leurs e-mails ne partent pas.',
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail', 'send:hand-over-mailing', 'send:tell-listeners'],
  batch: 1,
  timeout: 60,
});
