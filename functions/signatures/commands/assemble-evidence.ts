import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The evidence of a sealed request is to be put together, or brought up to date. */
export const assembleEvidence = message(
  'assemble-evidence',
  z.strictObject({ tenant: tenantId, requestId: z.string() }),
);
