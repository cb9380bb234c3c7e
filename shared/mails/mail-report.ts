import * as z from 'zod';
import type { Message } from '../function/message.ts';
import { PLATFORM, tenantId } from '../identity/tenant.ts';

const mailTold = { tenant: z.union([tenantId, z.literal(PLATFORM)]), mailId: z.string() };
type MailTold = typeof mailTold;

/** The message by which an area hears what became of a mail of its own. */
export type MailReport<S extends z.core.$ZodLooseShape = z.core.$ZodLooseShape> = Message<
  z.ZodObject<MailTold & S, z.core.$strict>
> & { isMailReport: true };

/**
 * Declares that a use case, by its name, wants to hear what becomes of the mails that are queued with this report.
 * @param about what the area must know of the mail's subject
 */
export const mailReport = <const S extends z.core.$ZodLooseShape>(name: string, about: S): MailReport<S> => ({
  name,
  data: z.strictObject({ ...mailTold, ...about }) as MailReport<S>['data'],
  isMailReport: true,
});

/** Who hears what became of a mail, and what it must know of it. */
export interface ReportWanted {
  to: MailReport;
  about: Readonly<Record<string, unknown>>;
}

export const reportTo = <S extends z.core.$ZodLooseShape>(
  to: MailReport<S>,
  about: z.input<z.ZodObject<S, z.core.$strict>>,
): ReportWanted => ({ to: to as unknown as MailReport, about });
