import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The next step of a round of an account's synchronisation with Brevo, or a new round. */
export const syncBrevo = message('sync-brevo', z.strictObject({ tenant: tenantId }));
