import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { templateView } from '../email-template-view.ts';

export default http({
  route: 'GET /v1/email-templates/{emailTemplateId}',
  summary: say('Montre un modèle d’e-mail.', 'Shows an email template.'),
  auth: 'user',
  rights: 'mail:read',
  returns: { 200: templateView },
  access: ['table:read'],
});
