import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** A document was announced some time ago and nothing was decided about it. */
export const recheckUpload = message('recheck-upload', z.strictObject({ tenant: tenantId, documentId: z.string() }));
