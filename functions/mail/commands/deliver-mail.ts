import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { PLATFORM, tenantId } from '../../../shared/identity/tenant.ts';

/** A mail is to be handed to its transport. */
export const deliverMail = message(
  'deliver-mail',
  z.strictObject({ tenant: z.union([tenantId, z.literal(PLATFORM)]), mailId: z.string() }),
);
