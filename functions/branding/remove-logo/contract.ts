import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { brandView } from '../brand-view.ts';

export default http({
  route: 'DELETE /v1/account/brand/logo',
  summary: say(
    'Retire le logo du compte : son nom le remplace.',
    'Takes the account’s logo away: its name stands for it.',
  ),
  auth: 'user',
  rights: 'account:write',
  returns: { 200: brandView },
  access: ['table:write'],
});
