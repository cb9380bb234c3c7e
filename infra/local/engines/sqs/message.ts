import { createHash } from 'node:crypto';
import { type MessageAttribute, md5OfAttributes } from './attributes-md5.ts';
import type { ReceivedMessage } from './store.ts';

/** What SendMessage, or one entry of SendMessageBatch, is given. */
export interface SendInput {
  MessageBody?: string;
  DelaySeconds?: number;
  MessageAttributes?: Record<string, MessageAttribute>;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
}

/** A message as ReceiveMessage answers it, with the attributes that were asked for. */
export function shown(
  message: ReceivedMessage,
  input: { AttributeNames?: string[]; MessageSystemAttributeNames?: string[]; MessageAttributeNames?: string[] },
) {
  const system: Record<string, string | null> = {
    SenderId: 'local',
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    MessageGroupId: message.group,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.group === null ? null : String(message.sequence).padStart(20, '0'),
  };
  const wanted = new Set([...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])]);
  const named = (input.MessageAttributeNames ?? []).map((name) => name.replace(/\.?\*$/, '*'));
  const attributes = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) =>
      named.some(
        (pattern) =>
          pattern === 'All' || pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))),
      ),
    ),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: Object.fromEntries(
      Object.entries(system).filter(([name, value]) => value !== null && (wanted.has('All') || wanted.has(name))),
    ),
    MessageAttributes: attributes,
    MD5OfMessageAttributes: md5OfAttributes(attributes),
  };
}

/** The bytes that count against the limit: body and attributes. */
export function sizeOf(input: SendInput): number {
  const attributes = Object.entries(input.MessageAttributes ?? {}).map(
    ([name, { DataType, StringValue, BinaryValue }]) =>
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue ?? '') +
      Buffer.byteLength(BinaryValue ?? '', 'base64'),
  );
  return attributes.reduce((sum, size) => sum + size, Buffer.byteLength(input.MessageBody ?? ''));
}

/** Whether a body keeps to the characters of XML 1.0, as SQS demands. */
export function isStorable(body: string): boolean {
  return /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(body);
}

/** In hexadecimal. */
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
