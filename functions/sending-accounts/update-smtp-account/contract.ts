import { http } from '../../../shared/function/contract.ts';
import { smtpAccountChange } from '../smtp/smtp-account-input.ts';
import { smtpAccountView } from '../smtp/smtp-account-view.ts';

export default http({
  route: 'PATCH /v1/smtp-accounts/{smtpAccountId}',
  summary: 'Modifie un compte SMTP.',
  description:
    'Un champ absent reste tel quel, le mot de passe aussi ; `null` vide `fromName` ou `preset`. Changer de serveur demande de retaper le mot de passe, et oublie le dernier test.',
  auth: 'user',
  rights: 'mail:write',
  body: smtpAccountChange,
  returns: { 200: smtpAccountView },
  access: ['table:write', 'secrets:encrypt'],
});
