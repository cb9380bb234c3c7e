import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** A certificate was issued: it is drawn, sealed, stored, and its holder written to. */
export const sealCertificate = message(
  'seal-certificate',
  z.strictObject({ tenant: tenantId, certificateId: z.string() }),
);
