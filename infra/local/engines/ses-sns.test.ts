import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../test/eventually.ts';
import { type Inbox, type InboxMessage, startInbox } from '../inbox/inbox.ts';
import { type SesEngine, type SesEvent, startSes } from './ses.ts';
import { type SnsEngine, startSns } from './sns.ts';

const settings = { region: 'eu-west-3', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
let inbox: Inbox;
let ses: SesEngine;
let sns: SnsEngine;
let mailer: SESClient;
let phone: SNSClient;
const events: SesEvent[] = [];

beforeAll(async () => {
  inbox = await startInbox({ title: 'Guichet' });
  ses = await startSes({ inbox });
  sns = await startSns({ inbox });
  ses.onEvent((event) => void events.push(event));
  mailer = new SESClient({ ...settings, endpoint: ses.url });
  phone = new SNSClient({ ...settings, endpoint: sns.url });
});
afterAll(async () => {
  await Promise.all([ses.close(), sns.close(), inbox.close()]);
});
beforeEach(async () => {
  events.length = 0;
  await fetch(`${inbox.url}/api/messages`, { method: 'DELETE' });
});

const compose = async (mail: SendMailOptions): Promise<Buffer> => {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail);
  return message as Buffer;
};
const received = async (query = ''): Promise<InboxMessage[]> => {
  const answer = await fetch(`${inbox.url}/api/messages${query}`);
  return ((await answer.json()) as { items: InboxMessage[] }).items;
};

test('a raw email with accents and an attachment is in the inbox as it was written', async () => {
  const Data = await compose({
    from: { name: 'Établissements Zoé', address: 'devis@zoe.example' },
    to: 'Éric <Eric+client@Example.com>',
    subject: 'Votre devis à signer — été',
    text: 'Lire et signer le document : https://guichet.example/sign/abc',
    html: '<p>Lire et <b>signer</b> le document <img src="cid:logo"></p>',
    headers: { 'List-Unsubscribe': '<https://guichet.example/u/1>', 'X-Step': ['one', 'two'] },
    attachments: [
      { filename: 'devis n° 1.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' },
      { filename: 'logo.png', cid: 'logo', content: Buffer.from('png'), contentType: 'image/png' },
    ],
  });
  const { MessageId } = await mailer.send(
    new SendRawEmailCommand({
      Source: 'devis@zoe.example',
      Destinations: ['Eric+client@Example.com'],
      RawMessage: { Data },
    }),
  );
  expect(MessageId).toMatch(/-000000$/);

  // The plus left unescaped, and another case: still the same person.
  for (const to of ['eric+client@example.com', encodeURIComponent('ERIC+client@example.com')]) {
    const [message, ...others] = await received(`?to=${to}`);
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      channel: 'email',
      from: '"Établissements Zoé" <devis@zoe.example>',
      to: ['Eric+client@Example.com'],
      subject: 'Votre devis à signer — été',
      text: expect.stringContaining('https://guichet.example/sign/abc'),
      html: expect.stringContaining('<b>signer</b>'),
      attachments: [{ filename: 'logo.png' }, { filename: 'devis n° 1.pdf', size: 8 }],
      headers: {
        subject: 'Votre devis à signer — été',
        'list-unsubscribe': '<https://guichet.example/u/1>',
        'x-step': ['one', 'two'],
      },
    });
  }
  expect(await received('?to=eric@example.com')).toEqual([]);

  const [{ id } = { id: '' }] = await received();
  const raw = await fetch(`${inbox.url}/api/messages/${id}/raw`);
  expect(raw.headers.get('content-type')).toBe('message/rfc822');
  expect(Buffer.from(await raw.arrayBuffer()).equals(Data)).toBe(true);
  const attachment = await fetch(`${inbox.url}/api/messages/${id}/attachments/1`);
  expect(attachment.headers.get('content-type')).toBe('application/pdf');
  expect(await attachment.text()).toBe('%PDF-1.7');
});

test('without envelope recipients, those of the headers receive it', async () => {
  const Data = await compose({ from: 'a@x.example', to: 'Bob <bob@y.example>', cc: 'carl@y.example', text: 'x' });
  await mailer.send(new SendRawEmailCommand({ RawMessage: { Data } }));
  const [message] = await received();
  expect(message?.to).toEqual(['bob@y.example', 'carl@y.example']);
});

test('a text message is in the inbox of its phone', async () => {
  await phone.send(
    new PublishCommand({
      PhoneNumber: '+33612345678',
      Message: 'Votre code été : 123456',
      MessageAttributes: { 'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'Guichet' } },
    }),
  );
  for (const to of ['+33612345678', '%2B33612345678']) {
    expect(await received(`?to=${to}`)).toMatchObject([
      {
        channel: 'sms',
        from: 'Guichet',
        to: ['+33612345678'],
        subject: null,
        html: null,
        text: 'Votre code été : 123456',
        attachments: [],
      },
    ]);
  }
  const [{ id } = { id: '' }] = await received();
  expect(await (await fetch(`${inbox.url}/api/messages/${id}/raw`)).text()).toBe('Votre code été : 123456');
});

test('the newest message comes first, and a limit holds', async () => {
  for (const Message of ['one', 'two', 'three']) {
    await phone.send(new PublishCommand({ PhoneNumber: '+33600000000', Message }));
  }
  expect((await received('?limit=2')).map(({ text }) => text)).toEqual(['three', 'two']);
});

test('with a configuration set, an email is told sent then delivered, with its tags and headers', async () => {
  const Data = await compose({ from: 'a@x.example', to: 'b@y.example', subject: 'é', text: 'x' });
  const { MessageId } = await mailer.send(
    new SendRawEmailCommand({
      Source: 'a@x.example',
      Destinations: ['b@y.example'],
      RawMessage: { Data },
      ConfigurationSetName: 'guichet',
      Tags: [{ Name: 'sending', Value: 'snd_1' }],
    }),
  );
  await eventually(() => expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Delivery']));
  expect(events[1]).toMatchObject({
    mail: {
      messageId: MessageId,
      source: 'a@x.example',
      destination: ['b@y.example'],
      tags: { 'ses:configuration-set': ['guichet'], sending: ['snd_1'] },
      headers: expect.arrayContaining([{ name: 'To', value: 'b@y.example' }]),
      commonHeaders: { subject: 'é' },
    },
    delivery: { recipients: ['b@y.example'] },
  });
});

test('the addresses of the simulator bounce and complain', async () => {
  const Data = await compose({ from: 'a@x.example', to: 'x@y.example', text: 'x' });
  const send = (Destinations: string[]) =>
    mailer.send(new SendRawEmailCommand({ Destinations, RawMessage: { Data }, ConfigurationSetName: 'guichet' }));
  await send(['bounce+one@simulator.amazonses.com', 'ok@y.example']);
  await eventually(() => expect(events).toHaveLength(3));
  expect(events).toMatchObject([
    { eventType: 'Send' },
    { eventType: 'Delivery', delivery: { recipients: ['ok@y.example'] } },
    {
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bouncedRecipients: [{ emailAddress: 'bounce+one@simulator.amazonses.com' }],
      },
    },
  ]);
  events.length = 0;
  await send(['complaint@simulator.amazonses.com']);
  await eventually(() => expect(events).toHaveLength(3));
  expect(events[2]).toMatchObject({
    eventType: 'Complaint',
    complaint: { complainedRecipients: [{ emailAddress: 'complaint@simulator.amazonses.com' }] },
  });
});

test('what SES and SNS refuse is refused, and nothing reaches the inbox', async () => {
  const send = (Data: Buffer, Destinations: string[] = ['b@y.example']) =>
    mailer.send(new SendRawEmailCommand({ RawMessage: { Data }, Destinations }));
  await expect(send(Buffer.alloc(10 * 1024 * 1024 + 1, 'x'))).rejects.toMatchObject({ name: 'MessageRejected' });
  await expect(send(Buffer.from('Subject: x\r\n\r\nx'), [])).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(send(Buffer.from('x'), ['no address'])).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  const badPhone = phone.send(new PublishCommand({ PhoneNumber: '0612345678', Message: 'x' }));
  await expect(badPhone).rejects.toThrow(/PhoneNumber/);
  expect(await received()).toEqual([]);
});

test('a fault is what the client meets, as many times as asked', async () => {
  const Data = await compose({ from: 'a@x.example', to: 'b@y.example', text: 'x' });
  const once = new SESClient({ ...settings, endpoint: ses.url, maxAttempts: 1 });
  const send = (from: SESClient) => from.send(new SendRawEmailCommand({ RawMessage: { Data } }));
  ses.setFault({ code: 'Throttling', message: 'Maximum sending rate exceeded.', times: 1 });
  await expect(send(once)).rejects.toMatchObject({ name: 'Throttling', $metadata: { httpStatusCode: 400 } });
  await send(once);

  ses.setFault({ code: 'ServiceUnavailable', status: 503 });
  await expect(send(once)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  ses.setFault(null);
  expect(await received()).toHaveLength(1);
  sns.setFault({ code: 'InternalError', status: 500, times: 1 });
  await phone.send(new PublishCommand({ PhoneNumber: '+33600000000', Message: 'after a retry' }));
  expect(await received()).toHaveLength(2);
});

test('messages and untold events outlive the engines', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guichet-ses-'));
  const before = { inbox: await startInbox({ dataDir, title: 'Guichet' }) };
  const firstSes = await startSes({ dataDir, inbox: before.inbox });
  const Data = await compose({ from: 'a@x.example', to: 'b@y.example', subject: 'gardé', text: 'x' });
  // Nobody listens: the events wait.
  await new SESClient({ ...settings, endpoint: firstSes.url }).send(
    new SendRawEmailCommand({ RawMessage: { Data }, ConfigurationSetName: 'guichet' }),
  );
  await firstSes.close();
  await before.inbox.close();

  const secondInbox = await startInbox({ dataDir, title: 'Guichet' });
  const secondSes = await startSes({ dataDir, inbox: secondInbox });
  const told: string[] = [];
  secondSes.onEvent(({ eventType }) => void told.push(eventType));
  await eventually(() => expect(told).toEqual(['Send', 'Delivery']));
  const { items } = (await (await fetch(`${secondInbox.url}/api/messages`)).json()) as { items: InboxMessage[] };
  expect(items.map(({ subject }) => subject)).toEqual(['gardé']);
  await secondSes.close();
  await secondInbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});
