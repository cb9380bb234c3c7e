import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The signers of a request who have not signed are to be reminded. */
export const remindSigners = message('remind-signers', z.strictObject({ tenant: tenantId, requestId: z.string() }));
