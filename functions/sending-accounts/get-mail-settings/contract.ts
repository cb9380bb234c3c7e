import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailSettingsView } from '../mail-settings-view.ts';

export default http({
  route: 'GET /v1/mail-settings',
  summary: say(
    'Dit comment partent les e-mails : par Guichet ou par SMTP, et pour chacun par quel compte et pourquoi.',
    'Tells how emails leave: by Guichet or by SMTP, and for each sender by which account and why.',
  ),
  description: say(
    '`senders` dit, avant tout envoi, par où partirait l’e-mail de chaque expéditeur : le magasin (`shop`), l’utilisateur qui demande et ceux qui ont leur compte SMTP. C’est la règle même qui décide à l’envoi : le compte de l’utilisateur, sinon celui du magasin, sinon Guichet. Un compte dont le dernier essai a échoué sert quand même, avec un avertissement (`warning`). `campaign.smtpAccountId` désigne le compte SMTP des campagnes : `POST /v1/smtp-accounts/{smtpAccountId}/test` l’essaie.',
    '`senders` tells, before anything is sent, which way the email of each sender would leave: the shop (`shop`), the user who asks and those who have an SMTP account. It is the very rule that decides when sending: the user’s account, else the shop’s, else Guichet. An account whose latest test failed is used all the same, with a `warning`. `campaign.smtpAccountId` names the SMTP account of campaigns: `POST /v1/smtp-accounts/{smtpAccountId}/test` tries it.',
  ),
  auth: 'user',
  rights: 'mail:read',
  returns: { 200: mailSettingsView },
  access: ['table:read'],
});
