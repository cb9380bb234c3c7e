import { DOORS, page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /favicon.ico',
  summary: say(
    'Mène à l’icône, que les navigateurs demandent de tout ce qui n’est pas une page.',
    'Leads to the icon, which browsers ask for beside whatever is no page.',
  ),
  doors: DOORS,
  access: [],
});
