import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SqsEngine, type SqsQueue, startSqs } from './sqs.ts';

const queues: SqsQueue[] = [
  { name: 'plain' },
  { name: 'delayed', delay: 900 },
  { name: 'flaky', visibilityTimeout: 0, redrive: { deadLetterQueue: 'flaky-dead', maxReceiveCount: 2 } },
  { name: 'flaky-dead' },
  { name: 'orders.fifo', fifo: true, contentBasedDeduplication: true },
  { name: 'kept', visibilityTimeout: 600 },
];
let clockOffset = 0;
let sqs: SqsEngine;
let client: SQSClient;
const clientOf = (endpoint: string) =>
  new SQSClient({
    endpoint,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });

beforeAll(async () => {
  sqs = await startSqs({ queues, clock: () => new Date(Date.now() + clockOffset) });
  client = clientOf(sqs.url);
});
afterAll(() => sqs.close());

const send = (queue: string, MessageBody: string, more: object = {}) =>
  client.send(new SendMessageCommand({ QueueUrl: sqs.queueUrl(queue), MessageBody, ...more }));
const receive = async (queue: string, more: object = {}) => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: sqs.queueUrl(queue),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
      ...more,
    }),
  );
  return Messages;
};

test('a message is received once, with its attributes, and is gone once deleted', async () => {
  const before = Date.now();
  const sent = await send('plain', 'é'.repeat(1000), {
    MessageAttributes: { traceId: { DataType: 'String', StringValue: 'abc' } },
  });
  const [message] = await receive('plain');
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: 'é'.repeat(1000),
    MessageAttributes: { traceId: { DataType: 'String', StringValue: 'abc' } },
    Attributes: { ApproximateReceiveCount: '1' },
  });
  expect(Number(message?.Attributes?.SentTimestamp)).toBeGreaterThanOrEqual(before);
  expect(await receive('plain')).toEqual([]);
  await client.send(
    new DeleteMessageCommand({ QueueUrl: sqs.queueUrl('plain'), ReceiptHandle: message?.ReceiptHandle }),
  );
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: sqs.queueUrl('plain'), AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
    QueueArn: 'arn:aws:sqs:eu-west-3:000000000000:plain',
  });
});

test('a long poll is answered as soon as a message arrives', async () => {
  const polling = receive('plain', { WaitTimeSeconds: 20 });
  await send('plain', 'wake up');
  const [message] = await polling;
  expect(message?.Body).toBe('wake up');
  await client.send(new PurgeQueueCommand({ QueueUrl: sqs.queueUrl('plain') }));
});

test('a long poll is answered when a hidden message comes back into view', async () => {
  await send('plain', 'again');
  await receive('plain', { VisibilityTimeout: 1 });
  const [message] = await receive('plain', { WaitTimeSeconds: 20 });
  expect(message).toMatchObject({ Body: 'again', Attributes: { ApproximateReceiveCount: '2' } });
  await client.send(new PurgeQueueCommand({ QueueUrl: sqs.queueUrl('plain') }));
});

test('a poller that left takes no message with it', async () => {
  const leaving = new AbortController();
  const left = client.send(new ReceiveMessageCommand({ QueueUrl: sqs.queueUrl('plain'), WaitTimeSeconds: 20 }), {
    abortSignal: leaving.signal,
  });
  leaving.abort();
  await expect(left).rejects.toThrow();
  await send('plain', 'for the next one');
  const [message] = await receive('plain', { WaitTimeSeconds: 20 });
  expect(message).toMatchObject({ Body: 'for the next one', Attributes: { ApproximateReceiveCount: '1' } });
  await client.send(new PurgeQueueCommand({ QueueUrl: sqs.queueUrl('plain') }));
});

test('a delayed message stays out of view until its time', async () => {
  await send('delayed', 'later');
  await send('delayed', 'sooner', { DelaySeconds: 0 });
  expect((await receive('delayed')).map(({ Body }) => Body)).toEqual(['sooner']);
  clockOffset = 901_000;
  try {
    expect((await receive('delayed')).map(({ Body }) => Body).sort()).toEqual(['later', 'sooner']);
  } finally {
    clockOffset = 0;
  }
});

test('visibility can be given back, and an old receipt does nothing', async () => {
  await send('plain', 'work');
  const [first] = await receive('plain');
  const change = (VisibilityTimeout: number) =>
    client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: sqs.queueUrl('plain'),
        ReceiptHandle: first?.ReceiptHandle,
        VisibilityTimeout,
      }),
    );
  await change(0);
  const [second] = await receive('plain');
  expect(second?.MessageId).toBe(first?.MessageId);
  await expect(change(10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
  const erase = (receipt: string | undefined) =>
    client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: sqs.queueUrl('plain'),
        Entries: [{ Id: '1', ReceiptHandle: receipt }],
      }),
    );
  await erase(first?.ReceiptHandle);
  expect((await receive('plain', { VisibilityTimeout: 0 })).length).toBe(0);
  clockOffset = 31_000;
  const [third] = await receive('plain');
  clockOffset = 0;
  expect(third?.MessageId).toBe(first?.MessageId);
  const { Successful } = await erase(third?.ReceiptHandle);
  expect(Successful).toEqual([{ Id: '1' }]);
});

test('after its last try a message is in the dead-letter queue', async () => {
  const { MessageId } = await send('flaky', 'poison');
  expect((await receive('flaky')).length).toBe(1);
  expect((await receive('flaky')).length).toBe(1);
  const dead = receive('flaky-dead', { WaitTimeSeconds: 20 });
  expect(await receive('flaky')).toEqual([]);
  expect((await dead).map((message) => [message.MessageId, message.Body])).toEqual([[MessageId, 'poison']]);
});

test('a batch answers for each entry', async () => {
  const { Successful, Failed } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: sqs.queueUrl('plain'),
      Entries: [
        { Id: 'good', MessageBody: 'good' },
        { Id: 'bad', MessageBody: 'bad', DelaySeconds: 901 },
      ],
    }),
  );
  expect(Successful?.map(({ Id }) => Id)).toEqual(['good']);
  expect(Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidParameterValue', SenderFault: true }]);
  expect((await receive('plain')).map(({ Body }) => Body)).toEqual(['good']);
});

test('what SQS refuses is refused', async () => {
  await expect(send('plain', 'x'.repeat(1024 * 1024 + 1))).rejects.toThrow(/shorter than 1048576 bytes/);
  await expect(send('plain', 'a\u0000b')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
  const unknown = client.send(new GetQueueUrlCommand({ QueueName: 'unknown' }));
  await expect(unknown).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  const half = 'x'.repeat(600_000);
  const tooLong = client.send(
    new SendMessageBatchCommand({
      QueueUrl: sqs.queueUrl('plain'),
      Entries: [
        { Id: '1', MessageBody: half },
        { Id: '2', MessageBody: half },
      ],
    }),
  );
  await expect(tooLong).rejects.toMatchObject({ name: 'BatchRequestTooLong' });
});

test('a FIFO queue keeps order within a group and drops duplicates', async () => {
  const first = await send('orders.fifo', 'a1', { MessageGroupId: 'a' });
  const duplicate = await send('orders.fifo', 'a1', { MessageGroupId: 'a' });
  expect(duplicate.MessageId).toBe(first.MessageId);
  await send('orders.fifo', 'a2', { MessageGroupId: 'a' });
  await send('orders.fifo', 'b1', { MessageGroupId: 'b' });
  const [a1] = await receive('orders.fifo', { MaxNumberOfMessages: 1 });
  expect(a1?.Body).toBe('a1');
  expect((await receive('orders.fifo')).map(({ Body }) => Body)).toEqual(['b1']);
  await client.send(
    new DeleteMessageCommand({ QueueUrl: sqs.queueUrl('orders.fifo'), ReceiptHandle: a1?.ReceiptHandle }),
  );
  expect((await receive('orders.fifo')).map(({ Body }) => Body)).toEqual(['a2']);
});

test('what was queued, delayed or being worked on is there after a restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guichet-sqs-'));
  const first = await startSqs({ dataDir, queues });
  const before = clientOf(first.url);
  const QueueUrl = first.queueUrl('kept');
  await before.send(new SendMessageCommand({ QueueUrl, MessageBody: 'being worked on' }));
  await before.send(new ReceiveMessageCommand({ QueueUrl }));
  await before.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waiting' }));
  await before.send(new SendMessageCommand({ QueueUrl, MessageBody: 'delayed', DelaySeconds: 900 }));
  const polling = before.send(new ReceiveMessageCommand({ QueueUrl: first.queueUrl('plain'), WaitTimeSeconds: 20 }));
  const cut = expect(polling).rejects.toThrow();
  await first.close();
  await cut;

  const second = await startSqs({ dataDir, queues });
  const { Messages = [] } = await clientOf(second.url).send(
    new ReceiveMessageCommand({
      QueueUrl: second.queueUrl('kept'),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    }),
  );
  expect(Messages.map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount]).sort()).toEqual([
    ['being worked on', '2'],
    ['waiting', '1'],
  ]);
  const { Attributes } = await clientOf(second.url).send(
    new GetQueueAttributesCommand({ QueueUrl: second.queueUrl('kept'), AttributeNames: ['All'] }),
  );
  expect(Attributes?.ApproximateNumberOfMessagesDelayed).toBe('1');
  await second.close();
  rmSync(dataDir, { recursive: true, force: true });
});
