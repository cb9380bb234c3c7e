import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { type Message, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { type Cloud, type CloudOptions, startCloud } from './cloud.ts';
import { CREDENTIALS } from './engines.ts';
import {
  apiResources,
  arnOf,
  functionResource,
  mailResources,
  queueResources,
  TABLE,
  temporaryFolder,
  UPLOADS,
  writeAssembly,
} from './fixtures/assembly.ts';
import { REGION } from './names.ts';

const clouds: Cloud[] = [];
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
});

type Assembly = Parameters<typeof writeAssembly>;
async function start(resources: Assembly[0], bundles: Assembly[1], options: CloudOptions = {}) {
  const cloud = await startCloud({ cdkOut: writeAssembly(resources, bundles), ...options });
  clouds.push(cloud);
  return cloud;
}

/** A function that prints every event it gets, then does `verdict`. */
const telling = (verdict: string) =>
  `export const handler = async (event) => { console.log(JSON.stringify(event)); ${verdict} }`;

/** The events that `telling` functions printed. */
// biome-ignore lint/suspicious/noExplicitAny: a test asserts what they are.
function listener(): { log(line: string): void; events: any[] } {
  // biome-ignore lint/suspicious/noExplicitAny: the same.
  const events: any[] = [];
  return { events, log: (line) => void (line.startsWith('{"') && events.push(JSON.parse(line))) };
}

test('a request goes through the door to the bundle, which finds its own variables and the engines', async () => {
  const cloud = await start(
    {
      ...apiResources({ 'GET /hello/{name}': 'greet' }),
      greet: functionResource('greet', { Environment: { Variables: { TABLE_NAME: TABLE } } }),
    },
    {
      greet: `export const handler = async ({ pathParameters }) => ({ statusCode: 200, body: JSON.stringify(
        { ...pathParameters, table: process.env.TABLE_NAME, dynamodb: process.env.AWS_ENDPOINT_URL_DYNAMODB }) })`,
    },
  );
  const response = await fetch(`${cloud.apiUrl}/hello/Ana`);
  expect(await response.json()).toEqual({
    name: 'Ana',
    table: 'GuichetState-Table',
    dynamodb: cloud.endpoints.dynamodb,
  });
  expect(cloud.environmentOf('greet')).toMatchObject({ TABLE_NAME: 'GuichetState-Table' });
  expect(await cloud.invoke('greet', { pathParameters: { name: 'Bo' } })).toMatchObject({ statusCode: 200 });
});

test('of a batch, what failed comes back alone and ends among the dead letters', async () => {
  const { log, events } = listener();
  const cloud = await start(
    { ...queueResources('work'), work: functionResource('work') },
    {
      work: telling(`return { batchItemFailures: event.Records.filter(({ body }) => body === 'bad')
        .map(({ messageId }) => ({ itemIdentifier: messageId })) }`),
    },
    { log },
  );
  const { sqs, queueUrl } = cloud.engines;
  for (const MessageBody of ['good', 'bad']) {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'test' } };
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl('Guichet-work'), MessageBody, MessageAttributes }));
  }
  const dead = new ReceiveMessageCommand({ QueueUrl: queueUrl('Guichet-work-dead'), WaitTimeSeconds: 20 });
  let Messages: Message[] | undefined;
  while (!Messages?.length) ({ Messages } = await sqs.send(dead));
  expect(Messages.map(({ Body }) => Body)).toEqual(['bad']);
  const records = events.flatMap(({ Records }) => Records);
  expect(records.filter(({ body }) => body === 'good')).toHaveLength(1);
  expect(records.filter(({ body }) => body === 'bad')).toHaveLength(2);
  expect(records[0]).toMatchObject({
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-3:000000000000:Guichet-work',
    awsRegion: 'eu-west-3',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
    messageAttributes: { kind: { stringValue: 'test', dataType: 'String' } },
    md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test('a batch whose function crashes comes back whole', async () => {
  const { log, events } = listener();
  const cloud = await start(
    { ...queueResources('work'), work: functionResource('work') },
    { work: telling(`if (event.Records[0].attributes.ApproximateReceiveCount === '1') process.exit(1)`) },
    { log },
  );
  const { sqs, queueUrl } = cloud.engines;
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl('Guichet-work'), MessageBody: 'once more' }));
  await expect.poll(() => events.length).toBe(2);
});

const clientOf = (cloud: Cloud, service: 's3' | 'dynamodb' | 'ses') => ({
  region: REGION,
  credentials: CREDENTIALS,
  endpoint: cloud.endpoints[service],
});

test('a new object wakes its function; one that always fails goes where the template says', async () => {
  const { log, events } = listener();
  const cloud = await start(
    {
      ...queueResources('undone'),
      undone: functionResource('undone'),
      look: functionResource('look'),
      Notifications: {
        Type: 'Custom::S3BucketNotifications',
        Properties: {
          BucketName: UPLOADS,
          NotificationConfiguration: {
            LambdaFunctionConfigurations: [{ Events: ['s3:ObjectCreated:*'], LambdaFunctionArn: arnOf('look') }],
          },
        },
      },
      OnFailure: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'look' },
          DestinationConfig: { OnFailure: { Destination: arnOf('undoneQueue') } },
        },
      },
    },
    {
      look: telling(`if (event.Records[0].s3.object.key.startsWith('bad')) throw new Error('no')`),
      undone: telling('return { batchItemFailures: [] }'),
    },
    { log },
  );
  const s3 = new S3Client(clientOf(cloud, 's3'));
  const Bucket = 'guichetstate-uploads';
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a folder/é+1.pdf', Body: 'abc' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'bad', Body: '' }));
  const given = (key: string) => events.filter(({ Records }) => Records[0].s3?.object.key === key);
  await expect.poll(() => given('a+folder/%C3%A9%2B1.pdf')).toHaveLength(1);
  expect(given('a+folder/%C3%A9%2B1.pdf')[0].Records[0]).toMatchObject({
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    s3: { bucket: { name: Bucket }, object: { size: 3, sequencer: expect.any(String) } },
  });
  const undone = () => events.find(({ Records }) => Records[0].eventSource === 'aws:sqs')?.Records[0];
  await expect.poll(undone).toBeDefined();
  expect(given('bad')).toHaveLength(3);
  expect(JSON.parse(undone().body)).toMatchObject({
    requestContext: { condition: 'RetriesExhausted' },
    requestPayload: { Records: [{ s3: { object: { key: 'bad' } } }] },
  });
});

test('a schedule fires as soon as the cloud runs', async () => {
  const { log, events } = listener();
  await start(
    {
      tick: functionResource('tick'),
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: { ScheduleExpression: 'rate(1 hour)', Target: { Arn: arnOf('tick') } },
      },
    },
    { tick: telling('') },
    { log },
  );
  await expect.poll(() => events).toEqual([expect.objectContaining({ time: expect.stringMatching(/:\d\dZ$/) })]);
});

test('what becomes of a mail reaches the queue that its configuration set leads to', async () => {
  const { log, events } = listener();
  const cloud = await start(
    { ...queueResources('record'), record: functionResource('record'), ...mailResources('record') },
    { record: telling('return { batchItemFailures: [] }') },
    { log },
  );
  const ses = new SESClient(clientOf(cloud, 'ses'));
  const send = (ConfigurationSetName: string) =>
    ses.send(
      new SendRawEmailCommand({
        ConfigurationSetName,
        RawMessage: { Data: Buffer.from('From: a@b.example\r\nTo: bounce@simulator.amazonses.com\r\n\r\nx') },
      }),
    );
  await send('nobody-listens');
  await send('GuichetState-Mail');
  const told = () => events.flatMap(({ Records }) => Records).map(({ body }) => JSON.parse(body));
  await expect.poll(told).toHaveLength(1);
  expect(told()[0]).toMatchObject({
    Type: 'Notification',
    TopicArn: 'arn:aws:sns:eu-west-3:000000000000:GuichetState-MailEvents',
  });
  // The template asks for bounces only: that it was sent is not told.
  expect(JSON.parse(told()[0].Message)).toMatchObject({ eventType: 'Bounce' });
});

test('a table older than the template gets the indexes it lacks and keeps its rows', async () => {
  const dataDir = temporaryFolder();
  const run = async (options: Parameters<typeof writeAssembly>[2]) => {
    const cloud = await startCloud({ dataDir, cdkOut: writeAssembly({}, {}, options) });
    clouds.push(cloud);
    return { cloud, database: new DynamoDBClient(clientOf(cloud, 'dynamodb')) };
  };
  const TableName = 'GuichetState-Table';
  const first = await run({ indexes: [] });
  const Item = Object.fromEntries(['pk', 'sk', 'due1Pk', 'due1Sk'].map((name) => [name, { S: name }]));
  await first.database.send(new PutItemCommand({ TableName, Item }));
  await clouds.pop()?.close();
  const second = await run({});
  const { Items } = await second.database.send(new ScanCommand({ TableName, IndexName: 'due1' }));
  expect(Items).toHaveLength(1);
});

/** Runs a cloud in a process of its own. */
async function apart(cdkOut: string, dataDir: string) {
  const script = `const { startCloud } = await import(${JSON.stringify(new URL('./cloud.ts', import.meta.url).href)});
    const cloud = await startCloud(${JSON.stringify({ cdkOut, dataDir })});
    console.log(JSON.stringify({ apiUrl: cloud.apiUrl, endpoints: cloud.endpoints }));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, cloud: JSON.parse(String(line)) as Cloud };
}

test('rows, objects and messages outlive kill -9, and the functions do not', async () => {
  const dataDir = temporaryFolder();
  const resources = {
    ...apiResources({ 'GET /pid': 'pid' }),
    ...queueResources('work', { VisibilityTimeout: 60 }),
    work: functionResource('work'),
    pid: functionResource('pid'),
  };
  const pid = 'export const handler = async () => ({ statusCode: 200, body: String(process.pid) })';
  // The first life never finishes its work; the second does.
  const stuck = writeAssembly(resources, { pid, work: 'export const handler = () => new Promise(() => {})' });
  const first = await apart(stuck, dataDir);
  const functionPid = Number(await (await fetch(`${first.cloud.apiUrl}/pid`)).text());
  const database = new DynamoDBClient(clientOf(first.cloud, 'dynamodb'));
  const Item = { pk: { S: 'kept' }, sk: { S: 'row' } };
  await database.send(new PutItemCommand({ TableName: 'GuichetState-Table', Item }));
  const object = { Bucket: 'guichetstate-archive', Key: 'sealed' };
  const { VersionId } = await new S3Client(clientOf(first.cloud, 's3')).send(
    new PutObjectCommand({ ...object, Body: 'kept' }),
  );
  const QueueUrl = `${first.cloud.endpoints.sqs}/000000000000/Guichet-work`;
  await new SQSClient({ region: REGION, credentials: CREDENTIALS, endpoint: first.cloud.endpoints.sqs }).send(
    new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }),
  );
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await expect.poll(() => isAlive(functionPid)).toBe(false);

  const { log, events } = listener();
  const cloud = await start(resources, { pid, work: telling('return { batchItemFailures: [] }') }, { dataDir, log });
  const { Items } = await new DynamoDBClient(clientOf(cloud, 'dynamodb')).send(
    new ScanCommand({ TableName: 'GuichetState-Table' }),
  );
  expect(Items).toEqual([Item]);
  const found = await new S3Client(clientOf(cloud, 's3')).send(new GetObjectCommand({ ...object, VersionId }));
  expect(await found.Body?.transformToString()).toBe('kept');
  await expect.poll(() => events.flatMap(({ Records }) => Records)).toMatchObject([{ body: 'kept' }]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a port that is taken is told, and nothing is left running', async () => {
  const cloud = await start({}, {});
  const port = Number(new URL(cloud.apiUrl).port);
  await expect(start({}, {}, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
