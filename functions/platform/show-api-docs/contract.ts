import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { apiDocumentFiles } from '../api-document-files.ts';

export default page({
  route: 'GET /docs',
  summary: say('Montre la documentation de l’API.', 'Shows the API’s documentation.'),
  files: apiDocumentFiles,
  doors: ['programs'],
  memory: 1024,
  access: [],
});
