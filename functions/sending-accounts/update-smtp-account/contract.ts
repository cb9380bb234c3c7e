import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { smtpAccountChange } from '../smtp/smtp-account-input.ts';
import { smtpAccountView } from '../smtp/smtp-account-view.ts';

export default http({
  route: 'PATCH /v1/smtp-accounts/{smtpAccountId}',
  summary: say('Modifie un compte SMTP.', 'Changes an SMTP account.'),
  description: say(
    'Un champ absent reste tel quel, le mot de passe aussi ; `null` vide `fromName` ou `preset`. Changer de serveur demande de retaper le mot de passe, et oublie le dernier test.',
    'An absent field stays as it is, the password too; `null` empties `fromName` or `preset`. Changing the server asks for the password again, and forgets the latest test.',
  ),
  auth: 'user',
  rights: 'mail:write',
  body: smtpAccountChange,
  returns: { 200: smtpAccountView },
  access: ['table:write', 'secrets:encrypt'],
});
