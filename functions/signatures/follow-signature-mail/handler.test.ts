import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getPinned } from '../../../shared/objects/objects.ts';
import { commit } from '../../../shared/table/transact.ts';
import { ownPost, type Post } from '../../../test/post.ts';
import {
  actsOf,
  askForCode,
  invited,
  person,
  seen,
  sign,
  signingToken,
  timePasses,
  verified,
  work,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import deliverContract from '../../mail/deliver-mail/contract.ts';
import { handler as deliverMail } from '../../mail/deliver-mail/handler.ts';
import liftContract from '../../mail/lift-suppression/contract.ts';
import { handler as lift } from '../../mail/lift-suppression/handler.ts';
import { mails } from '../../mail/mail.ts';
import recordContract from '../../mail/record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../../mail/record-mail-event/handler.ts';
import { suppress } from '../../mail/suppression.ts';
import cancelContract from '../cancel-signature-request/contract.ts';
import { handler as cancel } from '../cancel-signature-request/handler.ts';
import getEvidenceContract from '../get-evidence/contract.ts';
import { handler as getEvidence } from '../get-evidence/handler.ts';
import listContract from '../list-signature-requests/contract.ts';
import { handler as list } from '../list-signature-requests/handler.ts';
import { signatureBundle } from '../proof/bundle.ts';
import resendContract from '../resend-invitation/contract.ts';
import { handler as resend } from '../resend-invitation/handler.ts';
import remindContract from '../send-reminder/contract.ts';
import { handler as remind } from '../send-reminder/handler.ts';
import { findRequest } from '../signature-request.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});
beforeEach(() => {
  post.ses.setFault(null);
});

const bouncing = () => ({
  ...person(t),
  email: `bounce+${Math.random().toString(36).slice(2)}@simulator.amazonses.com`,
});
const hear = async (address: string, kind: string) => {
  for (const event of await post.events(address, kind)) {
    await t.receive(recordMailEvent, recordContract, event, { raw: true });
  }
};
const listed = async (query: Record<string, string>) => (await t.call(list, listContract, { query })).body.items;
const evidence = async (requestId: string) => {
  const { location } = await t.call(getEvidence, getEvidenceContract, { params: { requestId } });
  return verified(t, new Uint8Array(await (await fetch(location ?? '')).arrayBuffer()));
};

const proofOf = async (requestId: string) => {
  const zip = await getPinned((await findRequest(t.tenant, requestId)).evidence!);
  return JSON.parse(new TextDecoder().decode(signatureBundle.unpack(zip)['proof.json']));
};

it('writes once that an invitation left, however often it is told', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  const request = await seen(t, id);
  expect(request).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });
  expect(request.history[1]).toMatchObject({
    act: 'email-sent',
    actor: { kind: 'system' },
    details: { to: anne.email, about: 'invitation', messageId: expect.any(String) },
  });
  const { mailId } = request.history[1].details;
  const message = { tenant: t.tenant, mailId, requestId: id, signerId: request.signers[0].id, about: 'invitation' };
  await t.receive(handler, contract, message, { times: 2 });
  expect(await actsOf(t, id)).toEqual(['requested', 'email-sent']);
});

it('writes once each of two invitations that leave at the same time', async () => {
  const { id } = await invited(t, [person(t), person(t, 'Paul Martin'), person(t, 'Zoé Petit')]);
  expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'email-sent', 'email-sent']);
});

describe('an invitation that never arrives', () => {
  it('because SES refuses it: the sender sees why, in the history, of the signer and in the list', async () => {
    post.ses.setFault({ code: 'MessageRejected', message: 'Address blacklisted.', status: 400 });
    const anne = person(t);
    const { id } = await invited(t, [anne]);
    const request = await seen(t, id);
    expect(request.history.at(-1)).toMatchObject({
      act: 'email-failed',
      details: { about: 'invitation', reason: 'MessageRejected: Address blacklisted.', cause: 'message-refused' },
      explanation: expect.stringContaining('Le serveur refuse ce message'),
    });
    expect(request).toMatchObject({
      status: 'failed',
      unreachableSigners: 1,
      signers: [
        {
          status: 'unreachable',
          mail: {
            status: 'failed',
            reason: expect.stringContaining('Le serveur refuse ce message'),
            reply: 'MessageRejected: Address blacklisted.',
          },
        },
      ],
    });
    expect((await listed({ status: 'failed' }))[0]).toMatchObject({ id, status: 'failed', unreachableSigners: 1 });
  });

  it.each([
    ['manual', undefined, /ajoutée à la main.*Levez l’exclusion/],
    ['complaint', 'abuse', /signalé un de vos e-mails/],
    ['refused', '550 5.1.1 User unknown', /n’existe pas/],
  ] as const)('because its address is suppressed (%s): that is said, with what to do', async (reason, detail, said) => {
    const anne = person(t);
    const now = new Date();
    const { email: address } = anne;
    await commit(await suppress({ tenant: t.tenant, address, reason, source: 'api', detail, now }), now);
    const { id } = await invited(t, [anne]);
    const request = await seen(t, id);
    const [{ mail }] = request.signers;
    expect(mail).toEqual({
      about: 'invitation',
      status: 'failed',
      reason: expect.stringMatching(said),
      ...(detail && { reply: detail }),
    });
    expect(request.history.at(-1)).toMatchObject({
      act: 'email-failed',
      details: { cause: `suppressed-${reason}` },
      explanation: mail.reason,
    });
    expect(request.history.at(-1).details.reason).toBe(detail);
  });

  it('because its address is suppressed: once that is lifted, the invitation leaves, and the request goes on', async () => {
    const anne = person(t);
    const now = new Date();
    const { email: address } = anne;
    await commit(await suppress({ tenant: t.tenant, address, reason: 'manual', source: 'api', now }), now);
    const { id } = await invited(t, [anne]);
    expect(await seen(t, id)).toMatchObject({ status: 'failed', signers: [{ status: 'unreachable' }] });
    await t.call(lift, liftContract, { params: { address }, query: { reason: 'Anne l’a demandé' } });
    await timePasses(t);
    const request = await seen(t, id);
    expect(request).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });
    expect(request).not.toHaveProperty('unreachableSigners');
    expect(request.signers[0]).not.toHaveProperty('mail');
    expect(await actsOf(t, id)).toEqual(['requested', 'email-failed', 'email-sent']);
    expect(await t.inbox(address)).toHaveLength(1);
    await sign(t, anne);
    await timePasses(t);
    expect(await seen(t, id)).toMatchObject({ status: 'completed' });
    expect((await evidence(id)).verdict).toBe('valid');
  });

  it('because its address is suppressed: lifted once the request is cancelled, nothing leaves', async () => {
    const anne = person(t);
    const now = new Date();
    const { email: address } = anne;
    await commit(await suppress({ tenant: t.tenant, address, reason: 'manual', source: 'api', now }), now);
    const { id } = await invited(t, [anne]);
    await t.call(cancel, cancelContract, { params: { requestId: id }, body: {} });
    await t.call(lift, liftContract, { params: { address }, query: { reason: 'Anne l’a demandé' } });
    await timePasses(t);
    expect(await t.inbox(address)).toEqual([]);
  });

  it('because it comes back: the sender sees that it left, and that it came back; the signer may still sign', async () => {
    const anne = bouncing();
    const { id } = await invited(t, [anne]);
    await hear(anne.email, 'Bounce');
    await work(t);
    await hear(anne.email, 'Bounce');
    await timePasses(t);
    expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'email-bounced']);
    const request = await seen(t, id);
    expect(request.history.at(-1)).toMatchObject({
      details: { reason: 'smtp; 550 5.1.1 user unknown', cause: 'bounced' },
      explanation: expect.stringContaining('puis il est revenu'),
    });
    expect(request).toMatchObject({
      status: 'failed',
      signers: [{ status: 'unreachable', mail: { reason: expect.stringContaining('puis il est revenu') } }],
    });

    await sign(t, anne);
    await timePasses(t);
    const signed = await seen(t, id);
    expect(signed).toMatchObject({ status: 'completed', signers: [{ status: 'signed' }] });
    expect(signed).not.toHaveProperty('unreachableSigners');
    expect(signed.signers[0]).not.toHaveProperty('mail');
  });

  it('for one of two: the request goes on, and fails only once nobody is left to be reached', async () => {
    const [anne, paul] = [bouncing(), person(t, 'Paul Martin')];
    const { id } = await invited(t, [anne, paul]);
    await hear(anne.email, 'Bounce');
    await work(t);
    expect(await seen(t, id)).toMatchObject({
      status: 'sent',
      unreachableSigners: 1,
      signers: [{ status: 'unreachable' }, { status: 'invited' }],
    });
    await sign(t, paul);
    expect(await seen(t, id)).toMatchObject({
      status: 'failed',
      signers: [{ status: 'unreachable' }, { status: 'signed' }],
    });
    await sign(t, anne);
    await timePasses(t);
    expect(await seen(t, id)).toMatchObject({ status: 'completed' });
  });

  it('after it was opened: who has opened was reached', async () => {
    const anne = bouncing();
    const { id } = await invited(t, [anne]);
    await askForCode(t, await signingToken(anne.email));
    await hear(anne.email, 'Bounce');
    await work(t);
    const request = await seen(t, id);
    expect(request).toMatchObject({ status: 'opened', signers: [{ status: 'opened' }] });
    expect(request.history.map(({ act }: { act: string }) => act)).toContain('email-bounced');
    expect(request).not.toHaveProperty('unreachableSigners');
  });

  it('while it is put off: the sender sees why, and until when', async () => {
    post.ses.setFault({ code: 'ServiceUnavailable', message: 'Down', status: 503, times: 1 });
    const { id } = await invited(t, [person(t)]);
    const waiting = await seen(t, id);
    expect(waiting.signers[0]).toMatchObject({
      status: 'queued',
      mail: {
        status: 'waiting',
        reason: expect.stringContaining('Nous réessayons'),
        reply: 'ServiceUnavailable: Down',
        nextTryAt: expect.any(String),
      },
    });
    await timePasses(t);
    const left = await seen(t, id);
    expect(left).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });
    expect(left.signers[0]).not.toHaveProperty('mail');
  });

  it('for a while: it leaves as soon as it can, once', async () => {
    const anne = person(t);
    post.ses.setFault({ code: 'ServiceUnavailable', status: 503, times: 3 });
    const { id } = await invited(t, [anne]);
    expect(await actsOf(t, id)).toEqual(['requested']);
    await timePasses(t);
    expect(await actsOf(t, id)).toEqual(['requested', 'email-sent']);
    expect(await t.inbox(anne.email)).toHaveLength(1);
  });
});

describe('a later mail that never arrives', () => {
  const refused = { code: 'MessageRejected', message: 'Address blacklisted.', status: 400 };

  it('a reminder: the sender sees it, of the signer and in the history, until the signer signs', async () => {
    const anne = person(t);
    const { id } = await invited(t, [anne]);
    post.ses.setFault(refused);
    await t.call(remind, remindContract, { params: { requestId: id } });
    await work(t);
    const request = await seen(t, id);
    expect(request).toMatchObject({
      status: 'sent',
      signers: [
        {
          status: 'invited',
          mail: {
            about: 'reminder',
            status: 'failed',
            reason: expect.stringContaining('Le serveur refuse ce message'),
          },
        },
      ],
    });
    expect(request.history.at(-1)).toMatchObject({
      act: 'email-failed',
      details: { about: 'reminder', to: anne.email },
      explanation: request.signers[0].mail.reason,
    });
    post.ses.setFault(null);
    await sign(t, anne);
    await timePasses(t);
    expect((await seen(t, id)).signers[0]).not.toHaveProperty('mail');
    expect((await evidence(id)).verdict).toBe('valid');
  });

  it('a reminder of an invitation that was sent again since is told no more', async () => {
    const anne = person(t);
    const { id } = await invited(t, [anne]);
    post.ses.setFault(refused);
    await t.call(remind, remindContract, { params: { requestId: id } });
    for (const data of await t.queued('deliver-mail')) await t.receive(deliverMail, deliverContract, data);
    post.ses.setFault(null);
    const { signers } = await seen(t, id);
    await t.call(resend, resendContract, { params: { requestId: id, signerId: signers[0].id }, body: {} });
    await work(t);
    expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'reminded', 'resent', 'email-sent']);
  });

  it('the news that the request is closed: whoever was not told may still be waiting', async () => {
    const anne = person(t);
    const { id } = await invited(t, [anne]);
    post.ses.setFault(refused);
    await t.call(cancel, cancelContract, { params: { requestId: id }, body: {} });
    await work(t);
    const request = await seen(t, id);
    expect(request).toMatchObject({
      status: 'cancelled',
      signers: [{ mail: { about: 'closing', status: 'failed', reply: 'MessageRejected: Address blacklisted.' } }],
    });
    expect(request.history.at(-1)).toMatchObject({ act: 'email-failed', details: { about: 'closing' } });
  });
});

describe('what the evidence says of an invitation', () => {
  it('is kept where the signature is: the mail itself is forgotten one day', async () => {
    const anne = person(t);
    const { id } = await invited(t, [anne]);
    await hear(anne.email, 'Delivery');
    await work(t);
    expect(await actsOf(t, id)).toEqual(['requested', 'email-sent']);
    const { details } = (await seen(t, id)).history[1];
    const mail = await mails.get(t.tenant, { id: details.mailId });
    await commit([mails.delete(t.tenant, { id: details.mailId })], new Date());
    await sign(t, anne);
    await timePasses(t);
    const { invitation } = (await proofOf(id)).signers[0];
    expect(invitation).toEqual({
      to: anne.email,
      messageId: mail?.messageId,
      sentAt: mail?.sentAt,
      deliveredAt: mail?.deliveredAt,
    });
    expect(invitation.deliveredAt).toBeDefined();
  });
});

describe('confirmations', () => {
  it('are in the evidence once it is known what became of the last', async () => {
    const both = [person(t), person(t, 'Paul Martin')];
    const { id } = await invited(t, both);
    for (const someone of both) await sign(t, someone);
    await work(t);
    expect((await actsOf(t, id)).slice(-2)).toEqual(['notified', 'notified']);
    const { verdict, checks } = await evidence(id);
    expect(verdict).toBe('valid');
    expect(checks.find(({ name }) => name === 'chain')?.text.fr).toContain(`${(await actsOf(t, id)).length} actes`);
  });

  it('that come back are told, and get into the evidence too', async () => {
    const anne = bouncing();
    const { id } = await invited(t, [anne]);
    await sign(t, anne);
    await work(t);
    await hear(anne.email, 'Bounce');
    await timePasses(t);
    const acts = await actsOf(t, id);
    expect(acts.filter((act) => act === 'email-bounced')).toHaveLength(2);
    const { verdict, checks } = await evidence(id);
    expect(verdict).toBe('valid');
    expect(checks.find(({ name }) => name === 'chain')?.text.fr).toContain(`${acts.length} actes`);
  });
});
