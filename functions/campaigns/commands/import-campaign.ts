import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The next step of an import: `step` tells it from those that were done. */
export const importCampaign = message(
  'import-campaign',
  z.strictObject({ tenant: tenantId, importId: z.string(), step: z.int() }),
);
