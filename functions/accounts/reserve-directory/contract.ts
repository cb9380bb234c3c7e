import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { businessView } from '../business-view.ts';
import { directoryName, ownDomain } from '../directory.ts';

export default http({
  route: 'PUT /v1/account/directory',
  summary: say(
    'Réserve le répertoire public de vos pages : /shop/VOTRE-NOM.',
    'Reserves the public directory of your pages: /shop/YOUR-NAME.',
  ),
  description: say(
    'Un répertoire est à un seul compte. En changer ne casse aucun lien : l’ancien reste le vôtre et mène au nouveau.',
    'A directory belongs to one account. Changing it breaks no link: the former one stays yours and leads to the new one.',
  ),
  auth: 'user',
  rights: 'account:write',
  body: z.strictObject({ directory: directoryName, domain: ownDomain.optional() }),
  returns: { 200: businessView },
  problems: [409],
  access: ['table:write'],
});
