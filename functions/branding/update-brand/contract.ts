import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { brandInput, brandView } from '../brand-view.ts';

export default http({
  route: 'PATCH /v1/account/brand',
  summary: say(
    'Change l’enseigne du compte : nom, mentions, couleur, à qui s’adresser.',
    'Changes the account’s brand: name, legal line, colour, whom to ask.',
  ),
  description: say(
    'Un champ absent reste tel quel ; `null` vide un champ. `name` remplace la raison sociale en tête des pages et des e-mails, `legalName` est leur dernière ligne (forme, adresse, SIREN). `colour` est celle des boutons et des liens : elle est refusée si on ne la lirait pas sur une page claire, avec une nuance qui conviendrait ; en mode sombre, une nuance plus claire la remplace. `phone` et `email` disent à vos clients à qui s’adresser.',
    'An absent field stays as it is; `null` empties a field. `name` stands for the company name at the head of pages and emails, `legalName` is their last line (legal form, address, registration). `colour` is that of buttons and links: it is refused if nobody could read it on a light page, with a shade that would do; in dark mode a lighter shade stands for it. `phone` and `email` tell your customers whom to ask.',
  ),
  auth: 'user',
  rights: 'account:write',
  body: brandInput,
  returns: { 200: brandView },
  access: ['table:write'],
});
