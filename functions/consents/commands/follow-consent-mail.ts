import * as z from 'zod';
import { mailReport } from '../../../shared/mails/mail-report.ts';

/** The mails to the owner of an address. */
export const MAILS = ['request', 'reminder', 'receipt'] as const;

/** What became of a mail to the owner of an address is known. */
export const followConsentMail = mailReport('follow-consent-mail', { address: z.string(), about: z.enum(MAILS) });
