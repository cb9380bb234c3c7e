import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** What follows from a confirmed order is to be done: the action's own webhook, the list that its buyer wants to join. */
export const followOrder = message('follow-order', z.strictObject({ tenant: tenantId, orderId: z.string() }));
