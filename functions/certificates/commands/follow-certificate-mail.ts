import * as z from 'zod';
import { mailReport } from '../../../shared/mails/mail-report.ts';

/** What became of the email that brings a certificate. */
export const followCertificateMail = mailReport('follow-certificate-mail', { certificateId: z.string() });
