import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

const delivery = z.strictObject({ tenant: tenantId, deliveryId: z.string() });

/** A fact is to be delivered to an endpoint that answers at once, as far as we know. */
export const deliverWebhook = message('deliver-webhook', delivery);

/** The same to one that takes its time: those that hang wait for each other, and nobody waits for them. */
export const deliverSlowWebhook = message('deliver-slow-webhook', delivery);
