import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** A list was deleted: its addresses go, some at a time. */
export const clearList = message('clear-list', z.strictObject({ tenant: tenantId, listId: z.string() }));
