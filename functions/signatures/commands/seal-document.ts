import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** Everybody has signed: the document is to be sealed. */
export const sealDocument = message('seal-document', z.strictObject({ tenant: tenantId, requestId: z.string() }));
