import { serve } from '../../../shared/function/queue.ts';
import { findKeptWording } from '../../mail-wording/kept-wording.ts';
import { audienceOf, findMailing } from '../mailing.ts';
import { findRecipientByKey } from '../recipient.ts';
import { findVisit, judged, visitsOf } from '../visit.ts';
import { followedBy } from '../visit-verdict.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, mailingId, key, link }, now }) => {
  const [mailing, { links = [] }] = await Promise.all([
    findMailing(tenant, mailingId),
    findKeptWording(tenant, mailingId),
  ]);
  const recipient = await findRecipientByKey(tenant, audienceOf(mailing), key);
  const visit = recipient && (await findVisit(tenant, { ...recipient, link }));
  if (!visit || visit.by) return [];
  const visits = await visitsOf(tenant, recipient, links.length);
  const by = followedBy(visit, { sentAt: recipient.sentAt, links: links.length, visits });
  return judged(tenant, mailing, recipient, visit, by, now);
});
