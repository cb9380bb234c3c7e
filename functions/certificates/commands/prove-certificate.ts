import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** Something happened to a certificate: its evidence tells it. */
export const proveCertificate = message(
  'prove-certificate',
  z.strictObject({ tenant: tenantId, certificateId: z.string() }),
);
