import { beforeAll, describe, expect, it } from 'vitest';
import { after, MINUTE } from '../../shared/clock.ts';
import { crashes } from '../../test/crash.ts';
import { ownPost, type Post } from '../../test/post.ts';
import {
  actsOf,
  askForCode,
  codeSent,
  documentPage,
  invited,
  linkSent,
  newestCode,
  person,
  requested,
  seen,
  sign,
  timePasses,
  typeCode,
  work,
  wrongCode,
} from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import deliverMailContract from '../mail/deliver-mail/contract.ts';
import { handler as deliverMail } from '../mail/deliver-mail/handler.ts';
import recordMailEventContract from '../mail/record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../mail/record-mail-event/handler.ts';
import wakeDueContract from '../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../platform/wake-due/handler.ts';
import followSignatureMailContract from './follow-signature-mail/contract.ts';
import { handler as followSignatureMail } from './follow-signature-mail/handler.ts';
import inviteSignersContract from './invite-signers/contract.ts';
import { handler as inviteSigners } from './invite-signers/handler.ts';
import resendContract from './resend-invitation/contract.ts';
import { handler as resend } from './resend-invitation/handler.ts';

/** A worker is killed between any two of its calls. What follows is what queues, wake-due and people do by themselves. */
let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});

/** Every second time the queue gives the message again; otherwise only the due index knows. */
let turn = 0;
const again = async (redelivery: () => Promise<void>) => {
  if (++turn % 2) await redelivery();
  await timePasses(t);
};

describe('however it dies,', { timeout: 300_000 }, () => {
  it('invite-signers invites each signer once', async () => {
    for await (const die of crashes()) {
      const signers = [person(t), person(t, 'Paul Martin')];
      const { id } = await requested(t, signers);
      const [data] = await t.queued('invite-signers');
      const run = () => t.receive(inviteSigners, inviteSignersContract, data);
      await die(run);
      await again(run);
      expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'email-sent']);
      for (const { email } of signers) expect(await t.inbox(email)).toHaveLength(1);
    }
  });

  it('deliver-mail sends once, when SES tells what it has sent', async () => {
    for await (const die of crashes()) {
      const anne = person(t);
      const { id } = await requested(t, [anne]);
      for (const data of await t.queued('invite-signers')) await t.receive(inviteSigners, inviteSignersContract, data);
      const [data] = await t.queued('deliver-mail');
      const run = () => t.receive(deliverMail, deliverMailContract, data);
      await die(run);
      if ((await t.inbox(anne.email)).length) {
        for (const event of await post.events(anne.email, 'Delivery')) {
          await t.receive(recordMailEvent, recordMailEventContract, event, { raw: true });
        }
      }
      await again(run);
      expect(await actsOf(t, id)).toEqual(['requested', 'email-sent']);
      expect(await t.inbox(anne.email)).toHaveLength(1);
    }
  });

  it('record-mail-event and follow-signature-mail tell once that an invitation left, and came back', async () => {
    for (const [consumer, contract, queue] of [
      [recordMailEvent, recordMailEventContract, undefined],
      [followSignatureMail, followSignatureMailContract, 'follow-signature-mail'],
    ] as const) {
      for await (const die of crashes()) {
        const anne = { ...person(t), email: `bounce+${Math.random()}@simulator.amazonses.com` };
        const { id } = await invited(t, [anne]);
        const bounce = (await post.events(anne.email, 'Bounce')).at(-1);
        const hear = () => t.receive(recordMailEvent, recordMailEventContract, bounce, { raw: true });
        if (queue) await hear();
        const [data] = queue ? await t.queued(queue) : [];
        const run = () => (queue ? t.receive(consumer, contract, data) : hear());
        await die(run);
        // SES's word stands in no due index: the queue gives it again until it is heard.
        if (!queue) await hear();
        await again(run);
        expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'email-bounced']);
      }
    }
  });

  it('send-code leaves the signer with a code that works, and with the proof that it was sent', async () => {
    for await (const die of crashes()) {
      const { id, anne, token } = await linkSent(t);
      await die(() => askForCode(t, token));
      expect(await askForCode(t, token)).toMatchObject({ status: 303 });
      if (!(await t.inbox(anne.phone)).length) await askForCode(t, token, { after: 1 });
      expect(await typeCode(t, token, await newestCode(anne.phone))).toMatchObject({ status: 303 });
      const acts = await actsOf(t, id);
      expect(acts.filter((act) => act === 'opened')).toHaveLength(1);
      expect(acts.slice(-3)).toEqual(['code-sent', 'code-validated', 'signed']);
      expect((await seen(t, id)).status).toBe('signed');
      await t.queued('seal-document');
    }
  });

  it('sign-document takes one signature', async () => {
    for await (const die of crashes()) {
      const { id, token, code } = await codeSent(t);
      await die(() => typeCode(t, token, code));
      expect(await typeCode(t, token, code)).toMatchObject({ status: 303, location: `/sign/${token}/signature` });
      expect((await actsOf(t, id)).slice(-2)).toEqual(['code-validated', 'signed']);
      await t.tick(wakeDue, wakeDueContract, { clock: () => after(new Date(), 2 * MINUTE) });
      expect(await t.queued('seal-document')).toContainEqual({ tenant: t.tenant, requestId: id });
    }
  });

  it('resend-invitation leaves one link that opens, at the corrected address', async () => {
    for await (const die of crashes()) {
      const { id, token } = await linkSent(t);
      const right = person(t);
      const { email, phone } = right;
      const params = { requestId: id, signerId: (await seen(t, id)).signers[0].id };
      const headers = { 'idempotency-key': `resend-${id}` };
      const run = () => t.call(resend, resendContract, { params, body: { email, phone }, headers });
      await die(run);
      expect(await run()).toMatchObject({ status: 200, body: { email, phone } });
      await timePasses(t);
      expect(await t.inbox(email)).toHaveLength(1);
      expect((await documentPage(t, token)).status).toBe(410);
      await sign(t, right);
      const acts = await actsOf(t, id);
      expect(acts.filter((act) => act === 'corrected')).toHaveLength(1);
      expect(acts.at(-1)).toBe('signed');
      await t.queued('seal-document');
    }
  });

  it('sign-document counts a wrong code once', async () => {
    for await (const die of crashes()) {
      const { id, token, code } = await codeSent(t);
      const wrong = wrongCode(code);
      await die(() => typeCode(t, token, wrong));
      const before = (await actsOf(t, id)).filter((act) => act === 'code-refused').length;
      const { body } = await typeCode(t, token, wrong);
      expect(body).toContain(`Il vous reste ${4 - before} essais.`);
      expect((await actsOf(t, id)).filter((act) => act === 'code-refused')).toHaveLength(before + 1);
    }
    await work(t);
  });
});
