import { serve } from '../../../shared/function/page.tsx';
import { notOpened, opening } from '../opening.ts';
import { servedAt } from '../served-document.ts';
import { signers } from '../signer.ts';
import { signerOfLink } from '../signing-link.ts';
import contract from './contract.ts';

/** Sent by the page itself, never by a GET: mail scanners follow links, they press no button and run no page. */
export const handler = serve(contract, async ({ params: { token }, hosted, body, client, cookies, now }) => {
  const link = await signerOfLink(token, 'sign', hosted, now);
  if ('see' in link) return { status: 204, body: undefined };
  const { tenant, request, signer } = link;
  const pagesViewed = Math.min(Math.max(body.pagesViewed, signer.reading?.pagesViewed ?? 0), request.original.pages);
  const reading = { pagesViewed, ...(body.timeZone && { timeZone: body.timeZone }) };
  if (!signer.openedAt) {
    const served = servedAt(cookies, request, signer);
    if (!served) throw notOpened();
    const opened = { client, reading, via: 'page' as const, servedAt: served };
    return { status: 204, body: undefined, writes: opening(tenant, request, signer, opened, now) };
  }
  if (pagesViewed <= (signer.reading?.pagesViewed ?? 0)) return { status: 204, body: undefined };
  const when = { equals: { status: signer.status, link: signer.link } };
  return { status: 204, body: undefined, writes: [signers.update(tenant, signer, { when, set: { reading } })] };
});
