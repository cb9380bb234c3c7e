import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { templateInput, templateView } from '../template-view.ts';

export default http({
  route: 'PATCH /v1/certificate-templates/{templateId}',
  summary: say('Fait une nouvelle version d’un modèle.', 'Makes a new version of a template.'),
  description: say(
    'Un champ absent reste tel quel ; `null` enlève la description, la durée ou le fond. Les certificats délivrés gardent leur version. Le dossier d’un modèle ne change pas.',
    'An absent field stays as it is; `null` takes away the description, the validity or the background. Issued certificates keep their version. The folder of a template does not change.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({
    ...z.strictObject(templateInput).omit({ folderId: true }).partial().shape,
    description: templateInput.description.nullable().optional(),
    validMonths: templateInput.validMonths.nullable().optional(),
    background: templateInput.background.nullable().optional(),
  }),
  returns: { 200: templateView },
  access: ['table:write', 'imports:read', 'documents:read', 'documents:write'],
  memory: 1769,
});
