import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { config } from '../../../shared/config.ts';

// One try only: SES does not recognise a message that it is given twice.
let client: SESClient | undefined;
const ses = () => (client ??= new SESClient({ maxAttempts: 1 }));

export type Outcome =
  | { kind: 'accepted'; messageId: string }
  /** Surely not sent: try again later. */
  | { kind: 'put-off'; reason: string }
  /** Surely not sent, and never will be. */
  | { kind: 'refused'; reason: string }
  /** It may have been sent. */
  | { kind: 'unknown'; reason: string };

/** About this message. Any other refusal is about our account or the hour (paused, throttled, a key expired) and passes. */
const FOR_GOOD = new Set(['MessageRejected', 'InvalidParameterValue']);
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

interface RawMail {
  from: string;
  to: string;
  raw: Uint8Array;
  /** Come back with SES's events about the message. */
  tags: Record<string, string>;
}

/** Hands a message to SES and says what is known of its fate. */
export async function sendRaw({ from, to, raw, tags }: RawMail): Promise<Outcome> {
  try {
    const { MessageId } = await ses().send(
      new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: raw },
        ConfigurationSetName: config.mailConfigurationSet(),
        Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return MessageId
      ? { kind: 'accepted', messageId: MessageId }
      : { kind: 'unknown', reason: 'SES gave no message id' };
  } catch (error) {
    const { name, message, code, $metadata } = error as Error & {
      code?: string;
      $metadata?: { httpStatusCode?: number };
    };
    const reason = `${name}: ${message}`;
    const status = $metadata?.httpStatusCode;
    if (FOR_GOOD.has(name)) return { kind: 'refused', reason };
    const surelyNotSent = (status && ((status >= 400 && status < 500) || status === 503)) || (code && NEVER_SENT.has(code));
    return { kind: surelyNotSent ? 'put-off' : 'unknown', reason };
  }
}
