import { serve } from '../../../shared/function/page.tsx';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { badgeSigner } from '../badge/badge-keys.ts';
import { credentialFile } from '../badge/credential-file.ts';
import { signedCredential } from '../badge/credential-jwt.ts';
import { keyUrlOf } from '../badge/issuer-did.ts';
import { statusListCredential } from '../badge/status-list.ts';
import { findStatusList, revokedIn } from '../badge/status-places.ts';
import contract from './contract.ts';

/** Signed whenever it is asked for: it says what is revoked at that moment, and is never too old. */
export const handler = serve(contract, async ({ params: { accountId, listNumber }, accept, now }) => {
  const list = Number(listNumber);
  const tenant = Number.isInteger(list) ? await findStatusList(accountId, list) : undefined;
  if (!tenant) throw notFound(say('Cette liste n’existe pas.', 'This list does not exist.'));
  const { key, sign } = await badgeSigner(now);
  const credential = statusListCredential(tenant, list, await revokedIn(tenant, list), now);
  return { file: credentialFile(await signedCredential(credential, keyUrlOf(tenant, key), sign), accept) };
});
