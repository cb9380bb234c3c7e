import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/certificate-templates/{templateId}/preview',
  summary: say(
    'Mène à un PDF : le modèle rempli de ses exemples.',
    'Leads to a PDF: the template filled in with its samples.',
  ),
  auth: 'user',
  rights: 'certificates:read',
  returns: { 303: null },
  access: ['table:read', 'documents:read', 'imports:read', 'imports:write'],
  files: drawingFiles,
  memory: 1769,
  timeout: 29,
});
