import { DOORS, page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /problems/{type}',
  summary: say(
    'Montre ce qu’un problème veut dire et comment y remédier.',
    'Shows what a problem means and what to do about it.',
  ),
  // Both doors answer with problems.
  doors: DOORS,
  access: [],
});
