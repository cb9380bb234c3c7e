import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/smtp-accounts/{smtpAccountId}',
  summary: say('Supprime un compte SMTP et son mot de passe.', 'Deletes an SMTP account and its password.'),
  description: say(
    'Les e-mails qui l’attendaient partent par la voie que `GET /v1/mail-settings` montre alors. Supprimer le compte des campagnes les éteint (`campaign.enabled: false`).',
    'Emails that were waiting for it leave by the way that `GET /v1/mail-settings` then shows. Deleting the campaigns’ account turns them off (`campaign.enabled: false`).',
  ),
  auth: 'user',
  rights: 'mail:write',
  returns: { 204: null },
  access: ['table:write'],
});
