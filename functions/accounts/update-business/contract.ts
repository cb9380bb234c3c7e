import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { businessInput, businessView } from '../business-view.ts';

export default http({
  route: 'PUT /v1/account/business',
  summary: say(
    'Dit qui vend : ce que vos clients doivent savoir de vous.',
    'Tells who sells: what your customers must know of you.',
  ),
  description: say(
    'Remplace tout ce qui fut dit : un champ absent est retiré. Le numéro d’entreprise est vérifié pour la Belgique et la France. Ces mentions sont montrées sur les pages de vente et de commande, et dans les e-mails de confirmation.',
    'Replaces all that was told: an absent field is taken away. The company number is checked for Belgium and France. All this is shown on the pages of sales and orders, and in confirmation emails.',
  ),
  auth: 'user',
  rights: 'account:write',
  body: businessInput,
  returns: { 200: businessView },
  access: ['table:write'],
});
