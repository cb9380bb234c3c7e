import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /assets/{file+}',
  summary: 'Rend un fichier des pages / gives a file of the pages',
  files: { assets: 'dist/assets' },
  memory: 1024,
  access: [],
});
