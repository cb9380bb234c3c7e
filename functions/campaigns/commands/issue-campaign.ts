import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The next step of a campaign's work, checking or issuing: `step` tells it from those that were done. */
export const issueCampaign = message(
  'issue-campaign',
  z.strictObject({ tenant: tenantId, campaignId: z.string(), step: z.int() }),
);
