import { buffer } from 'node:stream/consumers';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { HOUR } from '../../../shared/clock.ts';
import { config } from '../../../shared/config.ts';
import { deadline } from '../../../shared/outside/deadline.ts';
import { allOf, type Delivery, type MimeMessage, type Transport } from './transport.ts';

/** SES's own limit on what `SendRawEmail` takes, attachments encoded. */
const LONGEST = 10 * 1024 * 1024;

/** About this message. Any other refusal is about our account or the hour (paused, throttled, a key expired) and passes. */
const FOR_GOOD = new Set(['MessageRejected', 'InvalidParameterValue']);
/** Seconds. */
const A_MOMENT = 5;
/** Our account's own limits: of a second, or of a day. They are no fault of any message. */
const LIMITS = new Set(['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'LimitExceededException']);
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Milliseconds: less than a mail is in doubt after. */
const PATIENCE = 90_000;

// One try only: SES does not recognise a message that it is given twice.
let client: SESClient | undefined;
const ses = () => (client ??= new SESClient({ maxAttempts: 1 }));

/** The platform's own way out. SES takes a message whole, in memory, and takes or refuses all its recipients together. */
export const sesTransport: Transport = {
  async deliver(message) {
    if (message.size > LONGEST) return { fates: allOf(message, 'refused', tooLong(message.size), 'too-large') };
    const raw = await buffer(message.open());
    return raw.length > LONGEST
      ? { fates: allOf(message, 'refused', tooLong(raw.length), 'too-large') }
      : send(message, raw);
  },
};

const tooLong = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB, at most 10 MB`;

async function send(message: MimeMessage, raw: Uint8Array): Promise<Delivery> {
  const { from, to, tags } = message;
  try {
    const command = new SendRawEmailCommand({
      Source: from,
      Destinations: [...to],
      RawMessage: { Data: raw },
      ConfigurationSetName: config.mailConfigurationSet(),
      Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
    });
    const { MessageId } = await deadline(ses().send(command), PATIENCE);
    if (!MessageId) return { fates: allOf(message, 'unknown', 'SES gave no message id') };
    return { fates: allOf(message, 'accepted'), messageId: MessageId };
  } catch (error) {
    const {
      name,
      message: words,
      code,
      $metadata,
    } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
    const reason = `${name}: ${words}`;
    const status = $metadata?.httpStatusCode;
    // Words of the network are nobody's.
    const said = status ? reason : undefined;
    // The same name says that our own sender is not verified yet, or that the account is in the sandbox: that passes.
    if (FOR_GOOD.has(name) && !/not verified/i.test(words))
      return { fates: allOf(message, 'refused', reason, 'message-refused') };
    if (LIMITS.has(name)) {
      const wait = /daily/i.test(words) ? HOUR : A_MOMENT;
      return { fates: allOf(message, 'put-off', reason).map((fate) => ({ ...fate, wait })) };
    }
    const surelyNotSent =
      (status && ((status >= 400 && status < 500) || status === 503)) || (code && NEVER_SENT.has(code));
    return { fates: allOf(message, surelyNotSent ? 'put-off' : 'unknown', said) };
  }
}
