import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { businessView } from '../business-view.ts';

export default http({
  route: 'GET /v1/account/business',
  summary: say(
    'Montre le compte en tant que vendeur : identité, pages, offre et place employée.',
    'Shows the account as a seller: who it is, its pages, its offer and the storage used.',
  ),
  auth: 'user',
  rights: 'account:read',
  returns: { 200: businessView },
  access: ['table:read'],
});
