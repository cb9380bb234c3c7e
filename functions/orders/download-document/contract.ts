import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /order/{token}/download',
  summary: say(
    'Compte un téléchargement et mène au fichier, par un lien d’une minute.',
    'Counts a download and leads to the file, by a link that lasts a minute.',
  ),
  body: z.object({ document: z.string().max(60) }),
  limit: { per: 'address', max: 200, window: 600 },
  access: ['table:write', 'media:read'],
});
