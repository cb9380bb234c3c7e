import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'DELETE /v1/email-templates/{emailTemplateId}',
  summary: 'Supprime un modèle d’email ; s’il était actif, nos mots reprennent sa place.',
  auth: 'user',
  rights: 'mail:write',
  returns: { 204: null },
  access: ['table:write'],
});
