import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The next step by which an audience is found: `step` tells it from those that were done. */
export const computeAudience = message(
  'compute-audience',
  z.strictObject({ tenant: tenantId, mailingId: z.string(), step: z.int() }),
);
