import * as z from 'zod';
import { mailReport } from '../../../shared/mails/mail-report.ts';

/** What became of the email to one address of a mailing is known. */
export const followMailingMail = mailReport('follow-mailing-mail', {
  mailingId: z.string(),
  audience: z.string(),
  key: z.string(),
});
