import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getCertificate } from '../../certificates/certificate.ts';
import { findCampaign } from '../campaign.ts';
import { type Recipient, recipientsAfter, viewOfRecipient } from '../recipient.ts';
import contract from './contract.ts';

/** Rows that one page may cost, whose state may be another. */
const MOST_READ = 2_000;

export const handler = serve(
  contract,
  async ({ params: { campaignId }, query: { limit, cursor = 0, status }, actor: { tenant }, locale }) => {
    const campaign = await findCampaign(tenant, campaignId);
    const found: Recipient[] = [];
    let after = cursor;
    for (let read = 0; ; ) {
      const page = await recipientsAfter(tenant, campaign, after, status ? 200 : limit + 1);
      const wanted = page.filter((each) => !status || each.status === status);
      found.push(...wanted);
      read += page.length;
      const isLast = page.length < (status ? 200 : limit + 1);
      after = page.at(-1)?.number ?? after;
      if (found.length > limit || isLast || read >= MOST_READ) {
        const items = found.slice(0, limit);
        const next = found.length > limit ? items.at(-1)?.number : isLast ? undefined : after;
        return {
          status: 200,
          body: {
            items: await Promise.all(
              items.map(async (each) => ({ ...viewOfRecipient(each, locale), ...(await mailsOf(tenant, each)) })),
            ),
            ...(next !== undefined && { nextCursor: String(next) }),
          },
        };
      }
    }
  },
);

/** What became of the emails of somebody whose certificates are made. */
async function mailsOf(tenant: Tenant, { certificateIds }: Recipient) {
  if (!certificateIds) return {};
  const all = await Promise.all(certificateIds.map((id) => getCertificate(tenant, id)));
  return { mails: all.flatMap((each) => (each?.mail ? [{ ...each.mail, certificateId: each.id }] : [])) };
}
