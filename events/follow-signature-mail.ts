import * as z from 'zod';
import { message } from '../shared/function/message.ts';
import { tenantId } from '../shared/identity/tenant.ts';

/** The outcome of a mail to a signer is known. */
export const followSignatureMail = message(
  'follow-signature-mail',
  z.strictObject({
    tenant: tenantId,
    requestId: z.string(),
    signerId: z.string(),
    about: z.enum(['invitation', 'confirmation']),
  }),
);
