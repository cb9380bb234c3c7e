import { http } from '../../../shared/function/contract.ts';
import { smtpAccountInput } from '../smtp/smtp-account-input.ts';
import { smtpAccountView } from '../smtp/smtp-account-view.ts';

export default http({
  route: 'POST /v1/smtp-accounts',
  summary: 'Enregistre la boîte d’envoi (SMTP) du magasin ou d’un utilisateur.',
  description:
    '`preset` remplit serveur, port et sécurité ; à la main, donnez `host` et `port`. Un compte par propriétaire (`shop` ou l’identifiant d’un utilisateur) et par usage. Le mot de passe est scellé et n’est plus jamais montré. Les espaces qui l’entourent sont retirés ; ceux du milieu aussi quand le fournisseur donne un mot de passe d’application ou une clé.',
  auth: 'user',
  rights: 'mail:write',
  body: smtpAccountInput,
  returns: { 201: smtpAccountView },
  access: ['table:write', 'secrets:encrypt'],
});
