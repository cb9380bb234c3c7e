import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The signers of a request whose turn it is are to be invited. */
export const inviteSigners = message('invite-signers', z.strictObject({ tenant: tenantId, requestId: z.string() }));
