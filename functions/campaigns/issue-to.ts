import type { Tenant } from '../../shared/identity/tenant.ts';
import { derivedId } from '../../shared/ids.ts';
import { ConditionFailed, commit } from '../../shared/table/transact.ts';
import { issue } from '../certificates/certificate.ts';
import type { Template } from '../certificates/template.ts';
import { issuerOf } from '../certificates/template-design.ts';
import type { Campaign } from './campaign.ts';
import { issueRecipient, type Recipient } from './recipient.ts';

const BESIDE = 8;

/**
 * Issues the certificates of some recipients, each with its recipient's state in one transaction. Their ids follow from
 * the campaign, the recipient and the template: whatever is done again makes no second one.
 */
export async function issueTo(
  tenant: Tenant,
  campaign: Campaign,
  recipients: readonly Recipient[],
  templates: readonly Template[],
): Promise<void> {
  const { confirmedBy, confirmedAt, salt, folderId, attachment, id: campaignId } = campaign;
  if (!confirmedBy || !confirmedAt) throw new Error(`The campaign ${campaignId} is issued and nobody confirmed it`);
  const now = new Date(confirmedAt);
  const issuer = { ...confirmedBy, name: (await issuerOf(tenant)).name };
  const left = recipients.filter(({ status }) => status === 'planned');
  const goOn = async () => {
    for (let one = left.shift(); one; one = left.shift()) {
      const { email, values, number } = one;
      const made = templates.map((template) => {
        const id = derivedId('crt', now, `${salt}/${number}/${template.id}`);
        return issue(tenant, { id, folderId, template, email, values, campaignId, attachment }, issuer, now);
      });
      const ids = made.map(({ certificate }) => certificate.id);
      const writes = [issueRecipient(tenant, one, ids), ...made.flatMap((each) => each.writes)];
      try {
        await commit(writes, now);
      } catch (error) {
        // Another run of the same step was quicker.
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: BESIDE }, goOn));
}
