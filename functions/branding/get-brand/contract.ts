import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { brandView } from '../brand-view.ts';

export default http({
  route: 'GET /v1/account/brand',
  summary: say(
    'Montre l’enseigne du compte : nom, couleur, logo de ses pages et de ses e-mails.',
    'Shows the account’s brand: name, colour and logo of its pages and emails.',
  ),
  auth: 'user',
  rights: 'account:read',
  returns: { 200: brandView },
  access: ['table:read'],
});
