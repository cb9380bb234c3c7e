import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The next step of a consent campaign: `step` tells it from those that were done. */
export const advanceConsentCampaign = message(
  'advance-consent-campaign',
  z.strictObject({ tenant: tenantId, mailingId: z.string(), step: z.int() }),
);
