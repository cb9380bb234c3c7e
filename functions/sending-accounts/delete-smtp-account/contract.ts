import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'DELETE /v1/smtp-accounts/{smtpAccountId}',
  summary: 'Supprime un compte SMTP et son mot de passe.',
  description:
    'Les emails qui l’attendaient partent par la voie que `GET /v1/mail-settings` montre alors. Supprimer le compte des campagnes les éteint (`campaign.enabled: false`).',
  auth: 'user',
  rights: 'mail:write',
  returns: { 204: null },
  access: ['table:write'],
});
