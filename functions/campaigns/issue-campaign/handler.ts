import { serve } from '../../../shared/function/queue.ts';
import { getCampaign } from '../campaign.ts';
import { templatesNamed } from '../campaign-templates.ts';
import { checkedSome, issuedSome } from '../campaign-work.ts';
import { noteFaults } from '../check-recipient.ts';
import { issueTo } from '../issue-to.ts';
import { recipientsAfter } from '../recipient.ts';
import contract from './contract.ts';

/** Recipients of one step: laying out costs milliseconds, issuing a transaction. */
const CHECKED_AT_ONCE = 500;
const ISSUED_AT_ONCE = 50;

/** Each recipient is written by themselves: a step that is begun again finds what it had done. */
export const handler = serve(contract, async ({ data: { tenant, campaignId, step }, now }) => {
  const campaign = await getCampaign(tenant, campaignId);
  if (!campaign || step < campaign.step) return [];
  const isChecking = campaign.status === 'checking';
  if (!isChecking && campaign.status !== 'issuing') return [];
  const most = isChecking ? CHECKED_AT_ONCE : ISSUED_AT_ONCE;
  const recipients = await recipientsAfter(tenant, campaign, campaign.reached, most);
  const templates = await templatesNamed(tenant, campaign.templateIds);
  const reached = {
    reached: recipients.at(-1)?.number ?? campaign.reached,
    looked: recipients.length,
    isLast: recipients.length < most,
  };
  if (isChecking) {
    const faulty = await noteFaults(tenant, recipients, templates, now);
    return [checkedSome(tenant, campaign, { ...reached, faulty }, now)];
  }
  await issueTo(tenant, campaign, recipients, templates);
  return [issuedSome(tenant, campaign, reached, now)];
});
