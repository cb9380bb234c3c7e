import { createHash } from 'node:crypto';
import {
  DeleteMessageBatchCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { REGION } from './names.ts';
import type { Mapping } from './wiring.ts';

interface PollerOptions {
  client: SQSClient;
  queueUrl: string;
  mapping: Mapping;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  log(line: string): void;
}

export interface Poller {
  /** Receives no more; resolves when the batches under way are done with. */
  close(): Promise<void>;
}

/** SQS gives at most this many at once, and for this long. */
const RECEIVE_LIMIT = 10;
const LONG_POLL_SECONDS = 20;

/**
 * Feeds a queue to its function as Lambda's event source mapping does: up to `concurrency` batches at once; what
 * the function handled is deleted, what it did not comes back when its visibility timeout ends.
 */
export function startPoller({ client, queueUrl, mapping, invoke, log }: PollerOptions): Poller {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function receive(): Promise<Message[]> {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(RECEIVE_LIMIT, mapping.batchSize),
        WaitTimeSeconds: LONG_POLL_SECONDS,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
      { abortSignal: stopping.signal },
    );
    return Messages;
  }

  async function handle(messages: Message[]): Promise<void> {
    const event = { Records: messages.map((message) => recordOf(message, mapping.queueArn)) };
    let failed: Set<string>;
    try {
      failed = failuresOf(await invoke(mapping.function, event), messages, mapping.reportsFailures);
    } catch {
      // The function's own log says why; every message of the batch comes back.
      return;
    }
    const done = messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
    if (done.length === 0) return;
    const Entries = done.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (underWay.size >= mapping.concurrency) {
        await Promise.race(underWay);
        continue;
      }
      let messages: Message[];
      try {
        messages = await receive();
      } catch (error) {
        if (stopping.signal.aborted) break;
        log(`${mapping.queue}: ${String(error)}`);
        await pause(1000, stopping.signal);
        continue;
      }
      if (messages.length === 0) continue;
      const work: Promise<void> = handle(messages)
        .catch((error: unknown) => log(`${mapping.queue}: ${String(error)}`))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    }
  }

  const polling = poll();
  return {
    async close() {
      stopping.abort();
      await polling;
      await Promise.all(underWay);
    },
  };
}

/** Ids of the messages to keep. An answer that cannot be read fails the whole batch, as Lambda holds. */
function failuresOf(answer: unknown, messages: Message[], reported: boolean): Set<string> {
  if (!reported || answer === null || answer === undefined) return new Set();
  const all = new Set(messages.map(({ MessageId }) => MessageId ?? ''));
  const { batchItemFailures = [] } = answer as { batchItemFailures?: { itemIdentifier?: string }[] | null };
  const ids = (batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  return ids.every((id) => all.has(id)) ? new Set(ids) : all;
}

function recordOf(message: Message, eventSourceARN: string) {
  const body = message.Body ?? '';
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
    ),
    md5OfBody: message.MD5OfBody ?? createHash('md5').update(body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: REGION,
  };
}

const attributeOf = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue) => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue !== undefined && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
});

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
