import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';

/** The part that we read of what SES publishes about a message (event publishing, through SNS). */
export const recordMailEvent = message(
  'record-mail-event',
  z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      timestamp: z.string(),
      tags: z.record(z.string(), z.array(z.string())).optional(),
    }),
    delivery: z.object({ timestamp: z.string(), recipients: z.array(z.string()).default([]) }).optional(),
    bounce: z
      .object({
        timestamp: z.string(),
        bounceType: z.string(),
        bounceSubType: z.string().optional(),
        bouncedRecipients: z.array(
          z.object({
            emailAddress: z.string(),
            diagnosticCode: z.string().optional(),
            status: z.string().optional(),
          }),
        ),
      })
      .optional(),
    complaint: z
      .object({
        timestamp: z.string().optional(),
        complainedRecipients: z.array(z.object({ emailAddress: z.string() })),
        /** `abuse`, `not-spam`…: what the mailbox's provider passed on. */
        complaintFeedbackType: z.string().nullish(),
      })
      .optional(),
    reject: z.object({ reason: z.string() }).optional(),
  }),
);
