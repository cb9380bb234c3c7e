import * as z from 'zod';
import { about, exampleId } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { templateView } from '../template-view.ts';

export default http({
  route: 'GET /v1/certificate-templates',
  summary: say(
    'Liste les modèles d’un dossier, ou tous ceux de l’organisation.',
    'Lists the templates of a folder, or all those of the organisation.',
  ),
  auth: 'user',
  rights: 'certificates:read',
  query: z.strictObject({
    ...listQuery,
    folderId: z
      .string()
      .optional()
      .meta(about('Ceux de ce dossier seulement.', 'Those of this folder only.', exampleId('fol'))),
  }),
  returns: { 200: pageOf(templateView) },
  access: ['table:read'],
});
