import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { apiDocumentFiles } from '../api-document-files.ts';

export default page({
  route: 'GET /',
  summary: say('Présente Guichet à qui développe.', 'Presents Guichet to developers.'),
  files: apiDocumentFiles,
  access: [],
});
