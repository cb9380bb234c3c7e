import * as z from 'zod';
import { mailReport } from '../../../shared/mails/mail-report.ts';

/** The mails to a signer. */
export const MAILS = ['invitation', 'reminder', 'closing', 'confirmation'] as const;
export type MailAbout = (typeof MAILS)[number];

/** What became of a mail to a signer is known. */
export const followSignatureMail = mailReport('follow-signature-mail', {
  requestId: z.string(),
  signerId: z.string(),
  about: z.enum(MAILS),
});
