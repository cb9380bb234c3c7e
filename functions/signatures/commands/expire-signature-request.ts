import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The time that a request gave its signers is over. */
export const expireSignatureRequest = message(
  'expire-signature-request',
  z.strictObject({ tenant: tenantId, requestId: z.string() }),
);
