import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { eventually } from '../../../test/eventually.ts';
import { type InboxMessage, startInbox } from '../inbox/inbox.ts';
import { startS3 } from './s3.ts';
import { startSes } from './ses.ts';
import { startSqs } from './sqs.ts';

const settings = { region: 'eu-west-3', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
const buckets = [{ name: 'uploads' }];
const queues = [{ name: 'mails' }];

test('kill -9 right after an answer loses nothing: objects, messages, mail, nor what they announce', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guichet-kill-'));
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    const { startInbox } = await import(${module('../inbox/inbox.ts')});
    const { startS3 } = await import(${module('./s3.ts')});
    const { startSes } = await import(${module('./ses.ts')});
    const { startSqs } = await import(${module('./sqs.ts')});
    const dataDir = ${JSON.stringify(dataDir)};
    const s3 = await startS3({ dataDir, buckets: ${JSON.stringify(buckets)}, credentials: [${JSON.stringify(settings.credentials)}] });
    s3.onObjectCreated(() => new Promise(() => {}));
    const sqs = await startSqs({ dataDir, queues: ${JSON.stringify(queues)} });
    const ses = await startSes({ dataDir, inbox: await startInbox({ dataDir, title: 'Guichet' }) });
    ses.onEvent(() => new Promise(() => {}));
    console.log(JSON.stringify({ s3: s3.url, ses: ses.url, sqs: sqs.url, queue: sqs.queueUrl('mails') }));`;
  const engines = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => engines.once('exit', resolve));
  const at = await new Promise<Record<'s3' | 'ses' | 'sqs' | 'queue', string>>((resolve, reject) => {
    engines.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString())));
    engines.once('exit', (code) => reject(new Error(`engines ended: ${code}`)));
  });
  await Promise.all([
    new S3Client({ ...settings, endpoint: at.s3 }).send(
      new PutObjectCommand({ Bucket: 'uploads', Key: 'kept', Body: 'kept' }),
    ),
    new SQSClient({ ...settings, endpoint: at.sqs }).send(
      new SendMessageCommand({ QueueUrl: at.queue, MessageBody: 'kept' }),
    ),
    new SESClient({ ...settings, endpoint: at.ses }).send(
      new SendRawEmailCommand({
        Destinations: ['b@y.example'],
        RawMessage: { Data: Buffer.from('From: a@x.example\r\nSubject: kept\r\n\r\nkept') },
        ConfigurationSetName: 'guichet',
      }),
    ),
  ]);
  engines.kill('SIGKILL');
  await ended;

  const inbox = await startInbox({ dataDir, title: 'Guichet' });
  const s3 = await startS3({ dataDir, buckets, credentials: [settings.credentials] });
  const sqs = await startSqs({ dataDir, queues });
  const ses = await startSes({ dataDir, inbox });
  const announced: string[] = [];
  s3.onObjectCreated(({ key }) => void announced.push(key));
  ses.onEvent(({ eventType }) => void announced.push(eventType));
  await eventually(() => expect(announced.sort()).toEqual(['Delivery', 'Send', 'kept']));

  const object = await new S3Client({ ...settings, endpoint: s3.url }).send(
    new GetObjectCommand({ Bucket: 'uploads', Key: 'kept' }),
  );
  expect(await object.Body?.transformToString()).toBe('kept');
  const { Messages } = await new SQSClient({ ...settings, endpoint: sqs.url }).send(
    new ReceiveMessageCommand({ QueueUrl: sqs.queueUrl('mails') }),
  );
  expect(Messages?.map(({ Body }) => Body)).toEqual(['kept']);
  const { items } = (await (await fetch(`${inbox.url}/api/messages`)).json()) as { items: InboxMessage[] };
  expect(items.map(({ subject }) => subject)).toEqual(['kept']);
  await Promise.all([s3.close(), sqs.close(), ses.close()]);
  await inbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});
