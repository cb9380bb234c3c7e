import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** What an address agreed to was decided: its receipt and its evidence are to be sealed. */
export const sealConsent = message('seal-consent', z.strictObject({ tenant: tenantId, address: z.string() }));
