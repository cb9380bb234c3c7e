import * as z from 'zod';
import { anyScriptEmailAddress, emailKey } from '../../shared/fields/email-address.ts';

/** Why nothing more is sent to an address. */
export const suppressionReason = z.enum(['bounce', 'complaint', 'refused', 'manual']);

/** An address as it is looked up: no provider tells `Anne@` from `anne@`. */
export const suppressibleAddress = anyScriptEmailAddress.transform(emailKey);

/** Someone's own words, kept with what was done. */
export const words = z.string().trim().min(3).max(500);

/** A suppression as the API shows it. */
export const suppressionView = z.object({
  id: z.string(),
  address: z.string(),
  reason: suppressionReason,
  /** Who said so: `ses`, an SMTP account's id, or `api`. */
  source: z.string(),
  /** In the words of the transport, or of who added it. */
  detail: z.string().optional(),
  at: z.string(),
  lifted: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
});
