import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The owner of an address has not answered: time to remind them, once. */
export const remindRecipient = message('remind-recipient', z.strictObject({ tenant: tenantId, address: z.string() }));
