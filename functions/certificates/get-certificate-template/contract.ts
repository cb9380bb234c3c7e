import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { templateView } from '../template-view.ts';

export default http({
  route: 'GET /v1/certificate-templates/{templateId}',
  summary: say('Rend un modèle et ses variables.', 'Gives a template and its variables.'),
  auth: 'user',
  rights: 'certificates:read',
  returns: { 200: templateView },
  access: ['table:read'],
});
