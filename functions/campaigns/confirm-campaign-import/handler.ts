import { serve } from '../../../shared/function/http.ts';
import { ConditionFailed } from '../../../shared/table/transact.ts';
import { findCampaign, mustBeDraft, reserved } from '../campaign.ts';
import { confirmed, findImport, mapped, viewOf } from '../campaign-import.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, locale, now }) => {
  const campaign = await findCampaign(tenant, params.campaignId);
  const doing = await findImport(tenant, campaign.id, params.importId);
  // Said twice, it is done once.
  if (doing.status === 'importing' || doing.status === 'imported') return { status: 202, body: viewOf(doing, locale) };
  const write = confirmed(tenant, doing, now);
  mustBeDraft(campaign);
  if (doing.seenNext !== campaign.next || doing.seenVersion !== campaign.version) {
    const again = mapped(tenant, doing, doing.mapping ?? {}, now);
    return { status: 202, body: viewOf({ ...doing, status: 'checking' }, locale), writes: [again] };
  }
  const took = reserved(tenant, campaign, doing.id, doing.counts.valid, () => new ConditionFailed([]));
  return { status: 202, body: viewOf({ ...doing, status: 'importing', taken: 0 }, locale), writes: [write, took] };
});
