import { http } from '../../../shared/function/contract.ts';
import { mailSettingsView } from '../mail-settings-view.ts';

export default http({
  route: 'GET /v1/mail-settings',
  summary: 'Dit comment partent les emails : par Guichet ou par SMTP, et pour chacun par quel compte et pourquoi.',
  description:
    '`senders` dit, avant tout envoi, par où partirait l’email de chaque expéditeur : le magasin (`shop`), l’utilisateur qui demande et ceux qui ont leur compte SMTP. C’est la règle même qui décide à l’envoi : le compte de l’utilisateur, sinon celui du magasin, sinon Guichet. Un compte dont le dernier essai a échoué sert quand même, avec un avertissement (`warning`). `campaign.smtpAccountId` désigne le compte SMTP des campagnes : `POST /v1/smtp-accounts/{smtpAccountId}/test` l’essaie.',
  auth: 'user',
  rights: 'mail:read',
  returns: { 200: mailSettingsView },
  access: ['table:read'],
});
