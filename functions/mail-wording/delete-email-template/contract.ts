import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/email-templates/{emailTemplateId}',
  summary: say(
    'Supprime un modèle d’e-mail ; s’il était actif, nos mots reprennent sa place.',
    'Deletes an email template; if it was active, our words take its place again.',
  ),
  auth: 'user',
  rights: 'mail:write',
  returns: { 204: null },
  access: ['table:write'],
});
