import { serve } from '../../../shared/function/http.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { badgeKeys } from '../badge/badge-keys.ts';
import { didDocument } from '../badge/issuer-did.ts';
import { findStatusList } from '../badge/status-places.ts';
import { PUBLISHED } from '../published.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { accountId } }) => {
  // Who has issued a badge has a list of revoked ones.
  if (!(await findStatusList(accountId, 1)))
    throw notFound(say('Ce compte n’a délivré aucun badge.', 'This account has issued no badge.'));
  return { status: 200, body: didDocument(accountId, await badgeKeys()), headers: PUBLISHED };
});
