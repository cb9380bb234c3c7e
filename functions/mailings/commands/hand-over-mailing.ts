import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The next step by which a mailing leaves: `step` tells it from those that were done. */
export const handOverMailing = message(
  'hand-over-mailing',
  z.strictObject({ tenant: tenantId, mailingId: z.string(), step: z.int() }),
);
