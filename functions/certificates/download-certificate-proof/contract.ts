import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /certificates/{token}/proof',
  summary: say(
    'Mène le titulaire au dossier de preuve de son certificat.',
    'Leads the holder to the evidence of their certificate.',
  ),
  access: ['table:read', 'archive:read'],
});
