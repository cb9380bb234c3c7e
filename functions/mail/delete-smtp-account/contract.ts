import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'DELETE /v1/smtp-accounts/{smtpAccountId}',
  summary: 'Supprime un compte SMTP et son mot de passe.',
  auth: 'user',
  rights: 'mail:write',
  returns: { 204: null },
  access: ['table:write'],
});
