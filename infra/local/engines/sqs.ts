import { join } from 'node:path';
import { JsonServiceError, jsonProtocol } from './json-protocol.ts';
import { listenOnLoopback } from './loopback.ts';
import { md5OfAttributes } from './sqs/attributes-md5.ts';
import { batch } from './sqs/batch.ts';
import { isStorable, md5, type SendInput, shown, sizeOf } from './sqs/message.ts';
import { MessageStore, type Queue } from './sqs/store.ts';
import { Waiters } from './sqs/waiters.ts';

export type { Queue as SqsQueue } from './sqs/store.ts';

export interface SqsEngine {
  url: string;
  /** The URL that clients name the queue by. */
  queueUrl(name: string): string;
  close(): Promise<void>;
}

export interface SqsOptions {
  /** Messages live in `dataDir`/sqs; in memory when undefined. */
  dataDir?: string | undefined;
  port?: number | undefined;
  queues: Queue[];
  clock?: (() => Date) | undefined;
  /** What queue URLs and ARNs say. */
  account?: string | undefined;
  region?: string | undefined;
}

const MAX_BYTES = 1024 * 1024;
const MAX_DELAY = 900;
const MAX_VISIBILITY = 43_200;
const MAX_WAIT = 20;

interface ReceiptInput {
  Id?: string;
  ReceiptHandle?: string;
  VisibilityTimeout?: number;
}

const invalid = (message: string) => new JsonServiceError('InvalidParameterValue', message);

/** Starts the SQS engine (JSON protocol). Messages in flight when it stopped can be received again at once. */
export async function startSqs(options: SqsOptions): Promise<SqsEngine> {
  const { clock = () => new Date(), account = '000000000000', region = 'eu-west-3' } = options;
  const now = () => clock().getTime();
  const store = new MessageStore(options.dataDir && join(options.dataDir, 'sqs', 'sqs.sqlite'), now());
  const queues = new Map(
    options.queues.map((queue) => {
      const waiters = new Waiters(() => {
        // A timer may fire a millisecond early: what became visible just now must not be missed.
        const at = store.nextVisibleAt(queue, now() - 20);
        return at === null ? null : at - now();
      });
      return [queue.name, { queue, waiters }];
    }),
  );

  function named(name: string | undefined) {
    const found = queues.get(name ?? '');
    if (found) return found;
    throw new JsonServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
  }
  const at = (input: { QueueUrl?: string }) => named(input.QueueUrl?.split('/').at(-1));

  function send(queue: Queue, input: SendInput) {
    const attributes = input.MessageAttributes ?? {};
    const body = input.MessageBody;
    if (!body) throw new JsonServiceError('MissingParameter', 'The request must contain the parameter MessageBody.');
    if (sizeOf(input) > MAX_BYTES) {
      throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${MAX_BYTES} bytes.`);
    }
    if (!isStorable(body)) {
      throw new JsonServiceError('InvalidMessageContents', 'The message contains characters outside the allowed set.');
    }
    if (queue.fifo && !input.MessageGroupId) {
      throw new JsonServiceError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
    }
    if (queue.fifo && !input.MessageDeduplicationId && !queue.contentBasedDeduplication) {
      throw invalid(
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
    }
    const { id, sequence } = store.send(
      queue,
      {
        body,
        attributes,
        delaySeconds: within('DelaySeconds', input.DelaySeconds, MAX_DELAY),
        group: input.MessageGroupId ?? null,
        deduplicationId: input.MessageDeduplicationId ?? null,
      },
      now(),
    );
    return {
      MessageId: id,
      MD5OfMessageBody: md5(body),
      MD5OfMessageAttributes: md5OfAttributes(attributes),
      SequenceNumber: queue.fifo ? String(sequence).padStart(20, '0') : undefined,
    };
  }

  function changeVisibility(queue: Queue, input: ReceiptInput) {
    const seconds = within('VisibilityTimeout', input.VisibilityTimeout, MAX_VISIBILITY);
    if (seconds === undefined) throw new JsonServiceError('MissingParameter', 'VisibilityTimeout is required.');
    if (!store.changeVisibility(queue, receiptOf(input), seconds * 1000, now())) {
      throw new JsonServiceError('MessageNotInflight', 'The message referred to is not in flight.');
    }
  }

  const { url, close } = await listenOnLoopback(
    jsonProtocol('1.0', {
      GetQueueUrl: (input) => ({ QueueUrl: queueUrl(named(input.QueueName).queue.name) }),
      ListQueues: (input) => ({
        QueueUrls: [...queues.keys()].filter((name) => name.startsWith(input.QueueNamePrefix ?? '')).map(queueUrl),
      }),
      GetQueueAttributes: (input) => {
        const { queue } = at(input);
        const arn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;
        const counts = store.counts(queue, now());
        const all: Record<string, string | undefined> = {
          QueueArn: arn(queue.name),
          ApproximateNumberOfMessages: String(counts.visible),
          ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
          ApproximateNumberOfMessagesDelayed: String(counts.delayed),
          VisibilityTimeout: String(queue.visibilityTimeout ?? 30),
          DelaySeconds: String(queue.delay ?? 0),
          MaximumMessageSize: String(MAX_BYTES),
          FifoQueue: queue.fifo ? 'true' : undefined,
          RedrivePolicy: queue.redrive
            ? JSON.stringify({
                deadLetterTargetArn: arn(queue.redrive.deadLetterQueue),
                maxReceiveCount: queue.redrive.maxReceiveCount,
              })
            : undefined,
        };
        const wanted = new Set<string>(input.AttributeNames ?? []);
        return {
          Attributes: Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has('All') || wanted.has(name))),
        };
      },
      PurgeQueue: (input) => store.purge(at(input).queue),
      SendMessage: (input) => {
        const { queue, waiters } = at(input);
        const sent = send(queue, input);
        waiters.wake();
        return sent;
      },
      SendMessageBatch: (input) => {
        const { queue, waiters } = at(input);
        const total = ((input.Entries ?? []) as SendInput[]).reduce((sum, entry) => sum + sizeOf(entry), 0);
        if (total > MAX_BYTES) {
          throw new JsonServiceError('BatchRequestTooLong', `Batch requests cannot be longer than ${MAX_BYTES} bytes.`);
        }
        const result = batch<SendInput & { Id?: string }>(input.Entries, (entry) => send(queue, entry));
        waiters.wake();
        return result;
      },
      ReceiveMessage: async (input, signal) => {
        const { queue, waiters } = at(input);
        const limit = within('MaxNumberOfMessages', input.MaxNumberOfMessages, 10) ?? 1;
        if (limit < 1) throw invalid('MaxNumberOfMessages must be between 1 and 10.');
        const visibility =
          within('VisibilityTimeout', input.VisibilityTimeout, MAX_VISIBILITY) ?? queue.visibilityTimeout ?? 30;
        const deadline = Date.now() + (within('WaitTimeSeconds', input.WaitTimeSeconds, MAX_WAIT) ?? 0) * 1000;
        // A caller that went away must not take messages with it.
        while (!signal.aborted) {
          const { messages, moved } = store.receive(queue, limit, visibility * 1000, now());
          if (moved && queue.redrive) queues.get(queue.redrive.deadLetterQueue)?.waiters.wake();
          const left = deadline - Date.now();
          if (messages.length > 0 || left <= 0) return { Messages: messages.map((message) => shown(message, input)) };
          await waiters.wait(left, signal);
        }
        return {};
      },
      DeleteMessage: (input) => store.delete(at(input).queue, receiptOf(input)),
      DeleteMessageBatch: (input) => {
        const { queue } = at(input);
        return batch<ReceiptInput>(input.Entries, (entry) => store.delete(queue, receiptOf(entry)));
      },
      ChangeMessageVisibility: (input) => {
        const { queue, waiters } = at(input);
        changeVisibility(queue, input);
        waiters.wake();
      },
      ChangeMessageVisibilityBatch: (input) => {
        const { queue, waiters } = at(input);
        const result = batch<ReceiptInput>(input.Entries, (entry) => changeVisibility(queue, entry));
        waiters.wake();
        return result;
      },
    }),
    options.port,
  );
  function queueUrl(name: string): string {
    return `${url}/${account}/${named(name).queue.name}`;
  }
  return {
    url,
    queueUrl,
    close: async () => {
      await close();
      store.close();
    },
  };
}

function receiptOf(input: ReceiptInput): string {
  if (/^[0-9a-f-]{36}$/.test(input.ReceiptHandle ?? '')) return input.ReceiptHandle as string;
  throw new JsonServiceError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
}

function within(name: string, value: number | undefined, max: number): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 0 && value <= max)) return value;
  throw invalid(`Value ${value} for parameter ${name} is invalid. Reason: Must be between 0 and ${max}.`);
}
