import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** An order is looked at: what Stripe says of its payment, whether its time is over, whether it can be carried out. */
export const settleOrder = message('settle-order', z.strictObject({ tenant: tenantId, orderId: z.string() }));
