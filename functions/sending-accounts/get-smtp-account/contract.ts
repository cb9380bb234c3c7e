import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { smtpAccountView } from '../smtp/smtp-account-view.ts';

export default http({
  route: 'GET /v1/smtp-accounts/{smtpAccountId}',
  summary: say(
    'Montre un compte SMTP et son dernier test, sans le mot de passe.',
    'Shows an SMTP account and its latest test, without the password.',
  ),
  auth: 'user',
  rights: 'mail:read',
  returns: { 200: smtpAccountView },
  access: ['table:read'],
});
