import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** A suppression was lifted: what it held back may leave. */
export const releaseMails = message('release-mails', z.strictObject({ tenant: tenantId, suppressionId: z.string() }));
