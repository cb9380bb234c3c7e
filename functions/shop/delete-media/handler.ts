import { serve } from '../../../shared/function/http.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { findOwnAccount } from '../../accounts/account.ts';
import { findMedia, forgetMedia } from '../media.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mediaId }, actor: { tenant } }) => {
  const [file, account] = await Promise.all([findMedia(tenant, mediaId), findOwnAccount(tenant)]);
  // The documents of an article are not of the library.
  if (file.kind !== 'image') throw notFound();
  return { status: 204, body: undefined, writes: forgetMedia(tenant, file, account) };
});
