import { serve } from '../../../shared/function/http.ts';
import { issueApiKey } from '../../../shared/identity/api-key.ts';
import { rightsOfNewKey } from '../key-rights.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body: { name, thirdParty, rights }, actor, now }) => {
  const { tenant: accountId, userId } = actor;
  const held = [...new Set(rightsOfNewKey(rights, thirdParty, actor))];
  const { item, text, write } = issueApiKey({ accountId, userId, name, thirdParty, rights: held }, now);
  return { status: 201, body: { ...item, key: text }, writes: [write] };
});
