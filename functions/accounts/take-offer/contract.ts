import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { businessView } from '../business-view.ts';
import { offerName } from '../offers.ts';

export default http({
  route: 'PUT /v1/account/offer',
  summary: say(
    'Prend une offre : place, nombre d’articles, frais par vente.',
    'Takes an offer: storage, articles, fee of a sale.',
  ),
  description: say(
    'Une offre plus petite est refusée tant que le compte a plus qu’elle ne donne.',
    'A smaller offer is refused as long as the account has more than it gives.',
  ),
  auth: 'user',
  rights: 'account:write',
  body: z.strictObject({ offer: offerName }),
  returns: { 200: businessView },
  problems: [409],
  access: ['table:write'],
});
