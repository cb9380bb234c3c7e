import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /c/{token}/{link}',
  summary: say(
    'Mène à la page d’un lien d’envoi, et note qu’il fut suivi si l’entreprise a choisi de compter les clics.',
    'Leads to the page of a mailing’s link, and notes that it was followed where the business chose to count clicks.',
  ),
  access: ['table:write', 'send:judge-visit'],
});
