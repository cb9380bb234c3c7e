import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { followMailingMail } from '../commands/follow-mailing-mail.ts';

export default queue({
  message: followMailingMail,
  summary: say(
    'Inscrit ce qu’est devenue chaque adresse d’un envoi.',
    'Writes down what became of each address of a mailing.',
  ),
  impact: 'Des envois ne s’achèvent pas : le sort de leurs adresses n’est plus inscrit.',
  access: ['table:write'],
});
