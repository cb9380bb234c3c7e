import type * as z from 'zod';
import type { campaignView } from './campaign-view.ts';
import type { ConsentCampaign } from './consent-campaign.ts';

/** A consent campaign as the API shows it. */
export function viewOfCampaign({
  counts,
  terms,
  read,
  total,
  ...campaign
}: ConsentCampaign): z.input<typeof campaignView> {
  const { 'to-ask': toAsk, 'recently-asked': recentlyAsked, asked: _, ...others } = counts;
  const sum = Object.values(counts).reduce((all, count) => all + count, 0);
  return {
    ...campaign,
    ...terms,
    progress: { done: read, total },
    recap: { ...others, toAsk, recentlyAsked, total: sum },
  };
}
