import { randomUUID } from 'node:crypto';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { config } from '../shared/config.ts';
import { envelope } from '../shared/function/message.ts';

const ACCOUNT = '000000000000';

/** The event that Lambda gives the consumer of a queue. */
export const queueEvent = (name: string, body: string): SQSEvent => ({
  Records: [
    {
      messageId: randomUUID(),
      receiptHandle: randomUUID(),
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: String(Date.now()),
        SenderId: ACCOUNT,
        ApproximateFirstReceiveTimestamp: String(Date.now()),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:eu-west-3:${ACCOUNT}:Guichet-${name}`,
      awsRegion: 'eu-west-3',
    },
  ],
});

let client: SQSClient | undefined;
const queues = (): SQSClient => {
  client ??= new SQSClient();
  return client;
};
const BATCH = 10;

/** What waits on a use case's queue and can be received now, oldest first; it is taken off the queue. */
// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it is.
export async function queued(useCase: string): Promise<any[]> {
  const QueueUrl = config.queueUrl(useCase);
  const found: unknown[] = [];
  for (;;) {
    const { Messages = [] } = await queues().send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: BATCH, WaitTimeSeconds: 0 }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      found.push(envelope.parse(JSON.parse(Body)).data);
      await queues().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    if (Messages.length < BATCH) break;
  }
  return found;
}
