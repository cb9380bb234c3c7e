import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { importView } from '../import-view.ts';

export default http({
  route: 'GET /v1/campaigns/{campaignId}/imports/{importId}',
  summary: say(
    'Rend un import : comment il fut lu, ses colonnes, ses comptes.',
    'Gives an import: how it was read, its columns, its counts.',
  ),
  auth: 'user',
  rights: 'certificates:read',
  returns: { 200: importView },
  access: ['table:read'],
});
