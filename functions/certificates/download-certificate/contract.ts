import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /certificates/{token}/file',
  summary: say('Mène le titulaire à son certificat scellé.', 'Leads the holder to their sealed certificate.'),
  access: ['table:read', 'archive:read'],
});
