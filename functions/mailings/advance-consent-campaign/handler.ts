import { serve } from '../../../shared/function/queue.ts';
import { senderOf } from '../../sending-accounts/mail-settings.ts';
import { askSome, judgeSome } from '../campaign-asking.ts';
import { askedSome, consentCampaigns, judged } from '../consent-campaign.ts';
import { AHEAD, aheadOf } from '../sending.ts';
import contract from './contract.ts';

/** A step leaves its rows one by one, then says how far it came: killed in between, it finds them when it is done again. */
export const handler = serve(contract, async ({ data: { tenant, mailingId, step }, now }) => {
  const campaign = await consentCampaigns.get(tenant, { mailingId });
  if (!campaign || campaign.step !== step) return [];
  if (campaign.status === 'preparing') return [judged(tenant, campaign, await judgeSome(tenant, campaign, now), now)];
  if (campaign.status !== 'sending') return [];
  const sender = await senderOf(tenant, campaign.by?.asker.userId);
  const room = aheadOf(sender?.account);
  return [askedSome(tenant, campaign, await askSome(tenant, campaign, room, now), AHEAD, now)];
});
