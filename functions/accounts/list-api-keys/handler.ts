import { serve } from '../../../shared/function/http.ts';
import { apiKeys } from '../../../shared/identity/api-key.ts';
import { PLATFORM } from '../../../shared/identity/tenant.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query, actor, now }) => ({
  status: 200,
  body: await apiKeys.list(PLATFORM, { account: actor.tenant }, { ...query, now }),
}));
