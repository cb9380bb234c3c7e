import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** An account's orders, Stripe and its bank statements are to be held against one another. */
export const reconcileOrders = message('reconcile-orders', z.strictObject({ tenant: tenantId }));
