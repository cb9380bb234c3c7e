import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { noticesInput, noticesView } from '../notices.ts';

export default http({
  route: 'PATCH /v1/account/notices',
  summary: say('Choisit de quoi un e-mail vous prévient.', 'Chooses of what an email lets you know.'),
  description: say(
    'Un champ absent reste tel quel. Le choix est celui de l’utilisateur dont la clé appelle : il vaut pour les demandes de signature qu’il a envoyées.',
    'An absent field stays as it is. The choice is that of the user whose key calls: it holds for the signature requests that they have sent.',
  ),
  auth: 'user',
  rights: 'account:write',
  body: noticesInput,
  returns: { 200: noticesView },
  access: ['table:write'],
});
