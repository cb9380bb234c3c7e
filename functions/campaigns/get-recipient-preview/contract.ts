import * as z from 'zod';
import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { about, exampleId } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/campaigns/{campaignId}/recipients/{recipientId}/preview',
  summary: say(
    'Mène à un PDF : le certificat d’un destinataire, tel qu’il sera.',
    'Leads to a PDF: the certificate of a recipient, as it will be.',
  ),
  description: say(
    'Le certificat du premier modèle, sauf si `templateId` en nomme un autre. Une valeur qui manque ou qui ne tient pas est dite.',
    'The certificate of the first template, unless `templateId` names another. A value that is missing or does not fit is told.',
  ),
  auth: 'user',
  rights: 'certificates:read',
  query: z.strictObject({
    templateId: z
      .string()
      .optional()
      .meta(about('De quel modèle.', 'Of which template.', exampleId('ctp'))),
  }),
  returns: { 303: null },
  access: ['table:read', 'documents:read', 'imports:read', 'imports:write'],
  files: drawingFiles,
  memory: 1769,
  timeout: 29,
});
