import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { smtpAccountInput } from '../smtp/smtp-account-input.ts';
import { smtpAccountView } from '../smtp/smtp-account-view.ts';

export default http({
  route: 'POST /v1/smtp-accounts',
  summary: say(
    'Enregistre la boîte d’envoi (SMTP) du magasin ou d’un utilisateur.',
    'Saves the sending mailbox (SMTP) of the shop or of a user.',
  ),
  description: say(
    '`preset` remplit serveur, port et sécurité ; à la main, donnez `host` et `port`. Un compte par propriétaire (`shop` ou l’identifiant d’un utilisateur) et par usage. Le mot de passe est chiffré et n’est plus jamais montré. Les espaces qui l’entourent sont retirés ; ceux du milieu aussi quand le fournisseur donne un mot de passe d’application ou une clé.',
    '`preset` fills in server, port and security; by hand, give `host` and `port`. One account for each owner (`shop` or a user’s id) and use. The password is encrypted and never shown again. Spaces around it are removed; those inside too when the provider gives an application password or a key.',
  ),
  auth: 'user',
  rights: 'mail:write',
  body: smtpAccountInput,
  returns: { 201: smtpAccountView },
  access: ['table:write', 'secrets:encrypt'],
});
