import { serve } from '../../../shared/function/http.ts';
import { END } from '../../../shared/table/shards.ts';
import { brevoFailures } from '../brevo-contact.ts';
import { FAILURES } from '../brevo-sync-view.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant }, query: { limit, cursor } }) => {
  const from = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString();
  const found = await brevoFailures.between(tenant, 'account', from, END, limit + 1);
  const items = found.slice(0, limit).map(({ cause, ...failure }) => ({
    ...failure,
    cause: FAILURES.find((known) => known === cause) ?? 'refused',
  }));
  const last = found[limit - 1]?.key;
  const more = found.length > limit && last !== undefined;
  return {
    status: 200,
    body: { items, ...(more && { nextCursor: Buffer.from(last).toString('base64url') }) },
  };
});
