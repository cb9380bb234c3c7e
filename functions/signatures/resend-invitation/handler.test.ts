import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, after as later, MINUTE } from '../../../shared/clock.ts';
import { CODE } from '../../../shared/codes/code.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import { commit } from '../../../shared/table/transact.ts';
import { ownPost, type Post } from '../../../test/post.ts';
import {
  actsOf,
  askForCode,
  askForSignature,
  codeSent,
  documentPage,
  filedDocument,
  invited,
  linkSent,
  newestCode,
  openDocument,
  person,
  requested,
  seen,
  sign,
  signingToken,
  timePasses,
  typeCode,
  verified,
  work,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import recordContract from '../../mail/record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../../mail/record-mail-event/handler.ts';
import { suppress } from '../../mail/suppression.ts';
import cancelContract from '../cancel-signature-request/contract.ts';
import { handler as cancel } from '../cancel-signature-request/handler.ts';
import { signatureBundle } from '../proof/bundle.ts';
import { findRequest } from '../signature-request.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});
beforeEach(() => post.ses.setFault(null));

async function resend(
  requestId: string,
  body: Record<string, unknown> = {},
  more: { place?: number; as?: string; clock?: () => Date } = {},
) {
  const { place = 0, ...how } = more;
  const signerId = (await seen(t, requestId)).signers[place].id;
  return t.call(handler, contract, { params: { requestId, signerId }, body, ...how });
}
const evidenceOf = async (requestId: string) => getPinned((await findRequest(t.tenant, requestId)).evidence!);
const proofOf = async (requestId: string) =>
  JSON.parse(new TextDecoder().decode(signatureBundle.unpack(await evidenceOf(requestId))['proof.json']));
const hear = async (address: string, kind: string) => {
  for (const event of await post.events(address, kind)) {
    await t.receive(recordMailEvent, recordContract, event, { raw: true });
  }
  await work(t);
};

describe('to a corrected address and phone', () => {
  it('a new link goes there; the old one says that it was replaced, and serves nothing; the proof states who signed', async () => {
    const { id, anne, token, code } = await codeSent(t);
    const right = person(t);
    const { email, phone } = right;
    const { status, body } = await resend(id, { email, phone });
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'queued', email, phone } });
    expect(body).not.toHaveProperty('openedAt');
    await work(t);

    for (const answer of [await documentPage(t, token), await askForCode(t, token), await typeCode(t, token, code)]) {
      expect(answer).toMatchObject({ status: 410, body: expect.stringContaining('remplacé par un plus récent') });
      expect(answer.body).not.toContain(email);
    }
    expect(await openDocument(t, token)).toEqual({});
    // Who holds the new link begins at the beginning: nothing was opened, no code lives.
    const newer = await signingToken(email);
    expect(await typeCode(t, newer, code)).toMatchObject({ status: 303, location: `/sign/${newer}?unopened=1` });
    await sign(t, right);
    expect((await documentPage(t, token)).status).toBe(410);
    await timePasses(t);

    const { history, signers } = await seen(t, id);
    expect(signers).toMatchObject([{ status: 'signed', email, phone, resentAt: expect.any(String) }]);
    expect(history.map(({ act }: { act: string }) => act)).toEqual([
      ...['requested', 'email-sent', 'opened', 'code-sent', 'corrected', 'email-sent', 'opened', 'code-sent'],
      ...['code-validated', 'signed', 'sealed', 'filed', 'notified'],
    ]);
    expect(history[4]).toMatchObject({
      actor: { kind: 'user', id: t.userId },
      details: { signerId: signers[0].id, link: 2, email, phone, userAgent: 'guichet-tests' },
    });
    const proof = (await proofOf(id)).signers[0];
    expect(proof).toMatchObject({ email, phone, invitation: { to: email }, code: { codesSent: 2 } });
    expect(await verified(t, await evidenceOf(id))).toMatchObject({ verdict: 'valid' });
    expect(await t.inbox(anne.email)).toHaveLength(1);
  });

  it('only what is given changes; an act tells it, and what is as it was is no correction', async () => {
    const { id, anne } = await linkSent(t);
    const { phone } = person(t);
    expect((await resend(id, { email: anne.email, phone })).body).toMatchObject({ email: anne.email, phone });
    await work(t);
    const { history } = await seen(t, id);
    const { details } = history.at(-2);
    expect(history.at(-2).act).toBe('corrected');
    expect([details.email, details.phone]).toEqual([undefined, phone]);
    await sign(t, { ...anne, phone });
    await timePasses(t);
    expect((await proofOf(id)).signers[0]).toMatchObject({ email: anne.email, phone });
    expect(await verified(t, await evidenceOf(id))).toMatchObject({ verdict: 'valid' });
  });

  it('before the invitation has left: it never does; one alone comes, to the right address, and the others get theirs', async () => {
    const [anne, right, late, paul] = [person(t), person(t), person(t), person(t, 'Paul Martin')];
    const { id } = await requested(t, [anne, paul]);
    expect((await resend(id, { email: right.email })).status).toBe(200);
    await work(t);
    expect((await resend(id, { email: late.email })).status).toBe(200);
    await timePasses(t);
    expect(
      await Promise.all([anne, right, late, paul].map(async ({ email }) => (await t.inbox(email)).length)),
    ).toEqual([0, 1, 1, 1]);
    expect(await seen(t, id)).toMatchObject({
      status: 'sent',
      signers: [{ status: 'invited', email: late.email }, { status: 'invited' }],
    });
  });

  it('a request that failed goes on: what its mail of before comes to is no longer told', async () => {
    const wrong = { ...person(t), email: `bounce+${Math.random().toString(36).slice(2)}@simulator.amazonses.com` };
    const right = { ...wrong, email: person(t).email };
    const { id } = await invited(t, [wrong]);
    await hear(wrong.email, 'Bounce');
    expect(await seen(t, id)).toMatchObject({ status: 'failed', unreachableSigners: 1 });
    const { body } = await resend(id, { email: right.email });
    expect(body).not.toHaveProperty('mail');
    expect(await seen(t, id)).toMatchObject({ status: 'queued', signers: [{ status: 'queued' }] });
    await work(t);
    await hear(wrong.email, 'Bounce');
    const again = await seen(t, id);
    expect(again).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });
    expect(again).not.toHaveProperty('unreachableSigners');
    await sign(t, right);
    await timePasses(t);
    expect(await seen(t, id)).toMatchObject({ status: 'completed' });
    expect(await verified(t, await evidenceOf(id))).toMatchObject({ verdict: 'valid' });
  });

  it('a bounce of the earlier mail that comes late leaves the signer as they are', async () => {
    const wrong = { ...person(t), email: `bounce+${Math.random().toString(36).slice(2)}@simulator.amazonses.com` };
    const { id } = await invited(t, [wrong]);
    await resend(id, { email: person(t).email });
    await work(t);
    await hear(wrong.email, 'Bounce');
    expect(await seen(t, id)).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });
    expect(await actsOf(t, id)).not.toContain('email-bounced');
  });

  it('a code that was leaving to the old phone is noted with that phone, and opens nothing', async () => {
    const { id, anne, token, code } = await codeSent(t);
    const { phone } = person(t);
    await resend(id, { phone });
    await work(t);
    const { history } = await seen(t, id);
    expect(history.find(({ act }: { act: string }) => act === 'code-sent').details.phone).toBe(anne.phone);
    const newer = await signingToken(anne.email);
    expect(newer).not.toBe(token);
    await askForCode(t, newer);
    expect(await typeCode(t, newer, code)).toMatchObject({ status: 422 });
    expect(await typeCode(t, newer, await newestCode(phone))).toMatchObject({ status: 303 });
  });
});

describe('without a correction', () => {
  it('the same invitation leaves again, once an hour', async () => {
    const { id, anne, token } = await linkSent(t);
    const start = new Date();
    expect((await resend(id, {}, { clock: () => start })).status).toBe(200);
    const soon = await resend(id, {}, { clock: () => later(start, 50 * MINUTE) });
    expect(soon).toMatchObject({ status: 429, headers: { 'retry-after': '600' } });
    expect((await resend(id, {}, { clock: () => later(start, 60 * MINUTE) })).status).toBe(200);
    await work(t);
    // The second took the first back, which had not left.
    expect(await t.inbox(anne.email)).toHaveLength(2);
    expect((await documentPage(t, token)).status).toBe(410);
    expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'resent', 'resent', 'email-sent']);
  });

  it('twice at once: one leaves', async () => {
    const { id, anne } = await linkSent(t);
    const both = await Promise.all([resend(id), resend(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
    await work(t);
    expect(await t.inbox(anne.email)).toHaveLength(2);
    await sign(t, anne);
    await timePasses(t);
    expect(await verified(t, await evidenceOf(id))).toMatchObject({ verdict: 'valid' });
  });

  it('one that was sent by a clock a day ahead holds nobody up', async () => {
    const { id } = await linkSent(t);
    expect((await resend(id, {}, { clock: () => later(new Date(), DAY) })).status).toBe(200);
    expect((await resend(id)).status).toBe(200);
  });

  it('whoever has asked for all the codes there are may ask for more', async () => {
    const { id, anne, token } = await linkSent(t);
    const start = new Date();
    const at =
      (hours: number, sent = 0) =>
      () =>
        later(start, hours * 60 * MINUTE + sent * CODE.pause);
    for (let sent = 0; sent < 15; sent++) {
      await askForCode(t, token, { after: sent, clock: at(Math.floor(sent / 5), sent % 5) });
    }
    expect(await askForCode(t, token, { after: 15, clock: at(3) })).toMatchObject({ status: 409 });
    await resend(id);
    await work(t);
    const newer = await signingToken(anne.email);
    const page = await documentPage(t, newer);
    expect(page.body).toContain('/code?after=15');
    expect(await askForCode(t, newer, { after: 15, clock: at(3) })).toMatchObject({ status: 303 });
    expect(await t.inbox(anne.phone)).toHaveLength(16);
  });

  it('a link that has ended after its two months is replaced by one that lasts as long again', async () => {
    const { id, anne, token } = await linkSent(t);
    const on = (days: number) => () => later(new Date(), days * DAY);
    expect((await documentPage(t, token, { clock: on(61) })).status).toBe(410);
    expect((await resend(id, {}, { clock: on(61) })).status).toBe(200);
    await work(t, on(61));
    const newer = await signingToken(anne.email);
    expect((await documentPage(t, newer, { clock: on(120) })).status).toBe(200);
    expect((await documentPage(t, newer, { clock: on(122) })).status).toBe(410);
  });
});

describe('is refused, saying why', () => {
  it.each([
    ['manual', undefined, /Levez l’exclusion/],
    ['complaint', 'abuse', /signalé un de vos e-mails/],
  ] as const)('to an address that is suppressed (%s)', async (reason, detail, said) => {
    const { id, anne } = await linkSent(t);
    const { email: address } = person(t);
    const now = new Date();
    await commit(await suppress({ tenant: t.tenant, address, reason, source: 'api', detail, now }), now);
    const { status, body } = await resend(id, { email: address });
    expect({ status, errors: body.errors }).toEqual({
      status: 422,
      errors: [{ pointer: '/email', detail: expect.stringMatching(said) }],
    });
    expect(await seen(t, id)).toMatchObject({ signers: [{ status: 'invited', email: anne.email }] });
  });

  it('once the signer has signed, or the request is closed: it names the state', async () => {
    const [anne, paul, zoe] = [person(t), person(t, 'Paul Martin'), person(t, 'Zoé Petit')];
    const { id } = await invited(t, [anne, paul]);
    await sign(t, anne);
    const signed = await resend(id, { email: zoe.email });
    expect(signed).toMatchObject({ status: 409, body: { detail: expect.stringContaining('« a signé » (signed)') } });
    await t.call(cancel, cancelContract, { params: { requestId: id }, body: {} });
    const closed = await resend(id, { email: zoe.email }, { place: 1 });
    expect(closed).toMatchObject({ status: 409, body: { detail: expect.stringContaining('« annulée » (cancelled)') } });
    await work(t);
    expect(await t.inbox(zoe.email)).toEqual([]);
  });

  it('when the deadline is over, even if nobody has noted it yet', async () => {
    const document = await filedDocument(t);
    const expiresAt = later(new Date(), DAY).toISOString();
    const { body } = await askForSignature(t, { documentId: document.id, signers: [person(t)], expiresAt });
    const late = await resend(body.id, {}, { clock: () => later(new Date(), 2 * DAY) });
    expect(late).toMatchObject({ status: 409, body: { detail: expect.stringContaining('(expired)') } });
  });

  it('for another account, an unknown signer, a key without the right, a field that is none', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    const { id } = await invited(t, [anne, paul]);
    const { signers } = await seen(t, id);
    const params = { requestId: id, signerId: signers[0].id };
    const other = await (await tenant()).call(handler, contract, { params, body: {} });
    expect(other.status).toBe(404);
    expect((await t.call(handler, contract, { params: { ...params, signerId: 'sgn_x' }, body: {} })).status).toBe(404);
    expect((await resend(id, {}, { as: await t.key('signatures:read') })).status).toBe(403);
    for (const [body, pointer] of [
      [{ email: 'nobody' }, '/email'],
      [{ phone: '+33142685300' }, '/phone'],
      [{ email: paul.email, phone: paul.phone }, '/email'],
    ] as const) {
      const { status, body: answer } = await resend(id, body);
      expect([status, answer.errors[0].pointer]).toEqual([422, pointer]);
    }
    expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'email-sent']);
  });
});
