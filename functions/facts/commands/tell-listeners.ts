import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** Something happened: whoever listens is to be told. */
export const tellListeners = message('tell-listeners', z.strictObject({ tenant: tenantId, factId: z.string() }));
