import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import { config } from '../config.ts';
import type { Message } from '../function/message.ts';
import { newId } from '../ids.ts';

export interface Outgoing {
  queue: string;
  data: unknown;
  /** Seconds. */
  delay?: number;
}

/** A message ready to be sent, checked against its schema. */
export function outgoing<D extends z.ZodType>(message: Message<D>, data: z.input<D>): Outgoing {
  return { queue: message.name, data: message.data.parse(data) };
}

let client: SQSClient | undefined;
const sqs = () => (client ??= new SQSClient());

const BATCH = 10;

/** Sends messages, ten by request; throws if any was refused. */
export async function send(messages: readonly Outgoing[], now: Date): Promise<void> {
  const byQueue = Map.groupBy(messages, (m) => m.queue);
  const requests = [...byQueue].flatMap(([queue, all]) =>
    Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) => ({
      queue,
      entries: all.slice(i * BATCH, (i + 1) * BATCH),
    })),
  );
  await Promise.all(
    requests.map(async ({ queue, entries }) => {
      const result = await sqs().send(
        new SendMessageBatchCommand({
          QueueUrl: config.queueUrl(queue),
          Entries: entries.map(({ data, delay }, i) => ({
            Id: String(i),
            ...(delay && { DelaySeconds: delay }),
            MessageBody: JSON.stringify({ id: newId('evt', now), name: queue, at: now.toISOString(), data }),
          })),
        }),
      );
      if (result.Failed?.length) throw new Error(`${result.Failed.length} messages refused by the queue ${queue}`);
    }),
  );
}
