import { http } from '../../../shared/function/contract.ts';
import { templateView } from '../email-template-view.ts';

export default http({
  route: 'GET /v1/email-templates/{emailTemplateId}',
  summary: 'Montre un modèle d’email.',
  auth: 'user',
  rights: 'mail:read',
  returns: { 200: templateView },
  access: ['table:read'],
});
