import { DOORS, page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /assets/{file+}',
  summary: say('Rend un fichier des pages.', 'Gives a file of the pages.'),
  files: { assets: 'dist/assets' },
  memory: 1024,
  doors: DOORS,
  access: [],
});
