import { createHash, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { after as later } from '../../../shared/clock.ts';
import { putObject } from '../../../shared/objects/objects.ts';
import { deliverySteps } from '../../../test/mail-delivery.ts';
import { sampleLogo } from '../../../test/png.ts';
import type { Faults, TestSmtp } from '../../../test/smtp/server.ts';
import { trustedServers } from '../../../test/smtp/trusted-servers.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { setVariables } from '../../../test/variables.ts';
import logoContract from '../../branding/set-logo/contract.ts';
import { handler as setLogo } from '../../branding/set-logo/handler.ts';
import type { Attachment } from '../mail.ts';

const servers = trustedServers();

let t: TestTenant;
let steps: ReturnType<typeof deliverySteps>;
beforeEach(async () => {
  t = await tenant();
  steps = deliverySteps(t);
});
async function account(faults: Faults = {}): Promise<TestSmtp> {
  const server = await servers.start(faults);
  await steps.account(server);
  return server;
}

const MB = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function file(filename: string, bytes: Uint8Array = randomBytes(1000)): Promise<Attachment> {
  const contentType = 'application/pdf';
  const key = `${t.tenant}/${sha256(bytes)}`;
  return { filename, contentType, object: await putObject({ bucket: 'documents', key, bytes, contentType }) };
}
const arrived = ({ received }: TestSmtp) =>
  (received[0]?.parsed.attachments ?? []).map(({ filename, contentType, content }) => ({
    ...{ filename, contentType, sha256: sha256(content) },
  }));
const asSent = ({ filename, contentType, object }: Attachment) => ({ filename, contentType, sha256: object.sha256 });

it('arrive as they are, under their names', async () => {
  const smtp = await account();
  const attachments = [
    await file('Devis n° 12 – été €.pdf'),
    await file('张伟 "x"; y.pdf'),
    await file('vide.pdf', Buffer.of()),
  ];
  await steps.deliver((await steps.queued({ attachments })).data);
  expect(arrived(smtp)).toEqual(attachments.map(asSent));
});

it('stand beside the logo of the business, which is shown within the mail', async () => {
  const smtp = await account();
  const logo = sampleLogo(320, 88);
  expect((await t.call(setLogo, logoContract, { body: { image: logo.toString('base64') } })).status).toBe(200);
  const attachments = [await file('devis.pdf')];
  await steps.deliver((await steps.queued({ attachments })).data);
  // The parser puts what `cid:` names where mailboxes show it.
  expect(smtp.received[0]?.parsed.html).toContain(`src="data:image/png;base64,${logo.toString('base64')}"`);
  expect(
    smtp.received[0]?.parsed.attachments.map(({ filename, contentDisposition }) => [filename, contentDisposition]),
  ).toEqual([
    ['logo.png', 'inline'],
    ['devis.pdf', 'attachment'],
  ]);
});

it('of twenty megabytes arrive whole', async () => {
  const smtp = await account();
  const attachments = [await file('plans.pdf', randomBytes(20 * MB))];
  const { data, mailId } = await steps.queued({ attachments });
  await steps.deliver(data);
  expect(await steps.mail(mailId)).toMatchObject({ status: 'sent' });
  expect(arrived(smtp)).toEqual(attachments.map(asSent));
});

it('add no header by their names', async () => {
  const smtp = await account();
  await steps.deliver(
    (await steps.queued({ attachments: [await file('a\r\nBcc: b@example.com\r\n\r\n"x".pdf')] })).data,
  );
  const { raw } = smtp.received[0] ?? expect.unreachable();
  expect(raw).not.toMatch(/^Bcc/im);
  expect(smtp.received[0]?.parsed.attachments).toHaveLength(1);
});

describe('by Guichet’s own sending', () => {
  it('arrive too', async () => {
    const to = t.email('anne');
    await steps.deliver((await steps.queued({ to, attachments: [await file('été.pdf', randomBytes(5 * MB))] })).data);
    expect((await t.inbox(to))[0]?.attachments).toMatchObject([{ filename: 'été.pdf', size: 5 * MB }]);
  });

  it('larger than SES takes: the mail failed, and says so', async () => {
    const to = t.email('anne');
    const { data, mailId } = await steps.queued({ to, attachments: [await file('plans.pdf', randomBytes(8 * MB))] });
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/11 MB, at most 10 MB/),
    });
    expect(await t.inbox(to)).toEqual([]);
  });
});

describe.each(['smtp', 'platform'])('that cannot be read: nothing leaves without them, by %s', (way) => {
  const broken = {
    missing: async (): Promise<Attachment> => {
      const whole = await file('a.pdf');
      return { ...whole, object: { ...whole.object, key: `${t.tenant}/nothing` } };
    },
    altered: async (): Promise<Attachment> => {
      const whole = await file('a.pdf', randomBytes(MB));
      return { ...whole, object: { ...whole.object, sha256: sha256(Buffer.of(1)) } };
    },
  };

  it.each([
    ['missing', /is not there/],
    ['altered', /no longer what was pinned/],
  ] as const)('%s', async (how, reason) => {
    const smtp = way === 'smtp' ? await account() : undefined;
    const to = t.email('anne');
    const { data, mailId } = await steps.queued({ to, attachments: [await file('ok.pdf'), await broken[how]()] });
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'failed', reason: expect.stringMatching(reason) });
    expect(smtp?.received ?? []).toEqual([]);
    expect(await t.inbox(to)).toEqual([]);
  });

  it('for a while: the mail waits, and leaves with them', async () => {
    const smtp = way === 'smtp' ? await account() : undefined;
    const to = t.email('anne');
    const { data, mailId, now } = await steps.queued({ to, attachments: [await file('ok.pdf')] });
    const { DOCUMENTS_BUCKET } = process.env;
    setVariables({ DOCUMENTS_BUCKET: 'no-such-bucket' });
    await steps.deliver(data, now);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', attempts: 1, cause: 'not-written' });
    setVariables({ DOCUMENTS_BUCKET });
    await steps.deliverDue(later(now, 600));
    expect(await steps.mail(mailId)).toMatchObject({ status: 'sent', attempts: 2 });
    expect(smtp ? arrived(smtp).length : (await t.inbox(to))[0]?.attachments.length).toBe(1);
  });
});

it('cut in the middle: surely not sent, so sent again at once, not doubted', async () => {
  const faults: Faults = { cutsMessage: true };
  const smtp = await account(faults);
  const attachments = [await file('plans.pdf', randomBytes(10 * MB))];
  const { data, mailId, now } = await steps.queued({ attachments });
  await steps.deliver(data, now);
  expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', attempts: 1, doubts: 0 });
  delete faults.cutsMessage;
  await steps.deliverDue(later(now, 60));
  expect(arrived(smtp)).toEqual(attachments.map(asSent));
});
