import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /logos/{logoId}',
  summary: say('Rend le logo d’une entreprise, pour ses pages.', 'Gives a business’s logo, for its pages.'),
  access: ['table:read', 'documents:read'],
});
