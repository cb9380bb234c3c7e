import { serve } from '../../../shared/function/http.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { getAccount } from '../../accounts/account.ts';
import { findList } from '../list.ts';
import { readersOf, share } from '../list-share.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, now }) => {
  const list = await findList(tenant, params.listId);
  const asked = tenantId.safeParse(params.accountId).data;
  // The account as it is stored: what was typed alone makes no key.
  const account = asked && (await getAccount(asked));
  if (!account) {
    throw notFound(say('Ce compte n’existe pas : vérifiez son numéro.', 'This account does not exist: check its id.'));
  }
  if (account.id === tenant) {
    throw notFound(
      say(
        'Cette liste est déjà à vous : donnez le numéro d’un autre compte.',
        'This list is yours already: give the id of another account.',
      ),
    );
  }
  const writes = await share(tenant, list, account.id, now);
  const sharedWith = [...new Set([...(await readersOf(tenant, list.id)), account.id])];
  return { status: 200, body: { ...list, sharedWith }, writes };
});
