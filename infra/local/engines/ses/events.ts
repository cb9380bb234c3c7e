import { randomUUID } from 'node:crypto';

/** What becomes of an email is told with: the part of a SES event that all its kinds share. */
export interface SesMail {
  timestamp: string;
  source: string;
  messageId: string;
  destination: string[];
  headersTruncated: boolean;
  headers: { name: string; value: string }[];
  commonHeaders: { from: string[]; to: string[]; subject: string | null; messageId: string };
  tags: Record<string, string[]>;
}

/** One record of SES event publishing: the JSON text of the SNS message. */
export type SesEvent = { mail: SesMail } & (
  | { eventType: 'Send'; send: Record<string, never> }
  | {
      eventType: 'Delivery';
      delivery: {
        timestamp: string;
        processingTimeMillis: number;
        recipients: string[];
        smtpResponse: string;
        reportingMTA: string;
      };
    }
  | {
      eventType: 'Bounce';
      bounce: {
        feedbackId: string;
        bounceType: 'Permanent' | 'Transient';
        bounceSubType: string;
        bouncedRecipients: { emailAddress: string; action: string; status: string; diagnosticCode: string }[];
        timestamp: string;
        reportingMTA: string;
      };
    }
  | {
      eventType: 'Complaint';
      complaint: {
        feedbackId: string;
        complaintSubType: null;
        complainedRecipients: { emailAddress: string }[];
        timestamp: string;
        userAgent: string;
        complaintFeedbackType: string;
        arrivalDate: string;
      };
    }
);

const REPORTING_MTA = 'dns; a1-2.smtp-out.eu-west-3.amazonses.com';

/**
 * What becomes of an email: sent, then delivered, unless a recipient is one of SES's mailbox simulator
 * (`bounce@`, `suppressionlist@`, `complaint@simulator.amazonses.com`, with or without a +label).
 */
export function eventsOf(mail: SesMail): SesEvent[] {
  const { timestamp } = mail;
  const events: SesEvent[] = [{ eventType: 'Send', mail, send: {} }];
  const simulated = (name: string) =>
    mail.destination.filter((address) =>
      new RegExp(`^${name}(\\+[^@]*)?@simulator\\.amazonses\\.com$`, 'i').test(address),
    );
  const bounced = simulated('bounce');
  const suppressed = simulated('suppressionlist');
  const recipients = mail.destination.filter((address) => !bounced.includes(address) && !suppressed.includes(address));
  if (recipients.length > 0) {
    events.push({
      eventType: 'Delivery',
      mail,
      delivery: {
        timestamp,
        processingTimeMillis: 1,
        recipients,
        smtpResponse: '250 2.6.0 Message received',
        reportingMTA: REPORTING_MTA.slice(5),
      },
    });
  }
  for (const [addresses, bounceSubType] of [
    [bounced, 'General'],
    [suppressed, 'OnAccountSuppressionList'],
  ] as const) {
    if (addresses.length === 0) continue;
    events.push({
      eventType: 'Bounce',
      mail,
      bounce: {
        feedbackId: randomUUID(),
        bounceType: 'Permanent',
        bounceSubType,
        bouncedRecipients: addresses.map((emailAddress) => ({
          emailAddress,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        })),
        timestamp,
        reportingMTA: REPORTING_MTA,
      },
    });
  }
  const complained = simulated('complaint');
  if (complained.length > 0) {
    events.push({
      eventType: 'Complaint',
      mail,
      complaint: {
        feedbackId: randomUUID(),
        complaintSubType: null,
        complainedRecipients: complained.map((emailAddress) => ({ emailAddress })),
        timestamp,
        userAgent: 'Amazon SES Mailbox Simulator',
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      },
    });
  }
  return events;
}
