import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** What became of contacts that Brevo takes over, later. */
export const checkBrevoImport = message(
  'check-brevo-import',
  z.strictObject({ tenant: tenantId, importId: z.string() }),
);
