import * as z from 'zod';
import { mailReport } from '../../../shared/mails/mail-report.ts';

/** What became of a mail to a signer is known. */
export const followSignatureMail = mailReport('follow-signature-mail', {
  requestId: z.string(),
  signerId: z.string(),
  about: z.enum(['invitation', 'confirmation']),
});
