import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /sign/{token}/attachments/{number}',
  summary: say(
    'Mène le signataire à un fichier joint au PDF qu’il va signer.',
    'Leads the signer to a file attached to the PDF that they are about to sign.',
  ),
  access: ['table:read', 'documents:read'],
});
