import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { apiDocumentFiles } from '../api-document-files.ts';

export default page({
  route: 'GET /openapi.json',
  summary: say('Décrit l’API (OpenAPI 3.1).', 'Describes the API (OpenAPI 3.1).'),
  files: apiDocumentFiles,
  doors: ['programs'],
  access: [],
});
