import { beforeAll, describe, expect, it } from 'vitest';
import { happenedIn } from '../../../test/facts.ts';
import {
  actsOf,
  askForCode,
  codeSent,
  documentPage,
  invited,
  openDocument,
  person,
  report,
  requested,
  seen,
  sign,
  signingToken,
  timePasses,
  typeCode,
  work,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import inviteContract from '../invite-signers/contract.ts';
import { handler as invite } from '../invite-signers/handler.ts';
import showSignatureContract from '../show-signature/contract.ts';
import { handler as showSignature } from '../show-signature/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const cancel = (requestId: string, body: Record<string, unknown> = {}, as = t.apiKey) =>
  t.call(handler, contract, { params: { requestId }, body, as });

describe('a request that its sender cancels', () => {
  it('is told to who was invited, with the reason, and its link says what happened and serves nothing else', async () => {
    const { id, anne, token, code } = await codeSent(t);
    const reason = 'Le devis est remplacé\npar un autre.';
    expect(await cancel(id, { reason })).toMatchObject({ status: 200, body: { id, status: 'cancelled' } });
    await timePasses(t);

    const [mail] = await t.inbox(anne.email);
    expect(mail?.subject).toBe('Signature annulée\u00a0: «\u00a0devis.pdf\u00a0»');
    expect(mail?.text).toContain('> Le devis est remplacé\n> par un autre.');
    const page = await documentPage(t, token);
    expect(page.status).toBe(409);
    expect(page.body).toContain('La demande de signature de Durand &amp; fils est close (annulée)');
    expect(page.body).not.toContain('devis.pdf');
    // Under the sign of the business, with whom to ask.
    expect(page.body).toMatch(/<title>[^<]* · Durand &amp; fils<\/title>.*Une question.*mailto:/s);
    expect(await openDocument(t, token)).toEqual({});
    expect(await askForCode(t, token)).toMatchObject({ status: 409 });
    expect(await typeCode(t, token, code)).toMatchObject({ status: 409 });
    expect(await report(t, token)).toMatchObject({ status: 409 });

    const { status, history, documentId, contactId } = await seen(t, id);
    expect(status).toBe('cancelled');
    expect(history.at(-1)).toMatchObject({
      act: 'cancelled',
      actor: { kind: 'user', id: t.userId },
      details: { reason },
    });
    const told = (await happenedIn(t)).filter(({ data }) => (data as { requestId?: string }).requestId === id);
    expect(told).toContainEqual(
      expect.objectContaining({ name: 'signature.cancelled', data: { requestId: id, documentId, contactId } }),
    );
  });

  it('before the invitations have left: they never do, and nobody is told of what they never heard of', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    const early = await requested(t, [anne]);
    await cancel(early.id);
    const late = await requested(t, [paul]);
    for (const data of await t.queued('invite-signers')) await t.receive(invite, inviteContract, data);
    expect(await cancel(late.id)).toMatchObject({ status: 200 });
    await timePasses(t);
    for (const { email } of [anne, paul]) expect(await t.inbox(email)).toEqual([]);
    for (const { id } of [early, late]) {
      expect(await seen(t, id)).toMatchObject({ status: 'cancelled' });
      expect(await actsOf(t, id)).toEqual(['requested', 'cancelled']);
    }
  });

  it('whoever has signed is told that there will be no sealed document', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    const { id } = await invited(t, [anne, paul], { locale: 'en' });
    await sign(t, anne);
    await cancel(id);
    await work(t);
    for (const { email } of [anne, paul]) {
      expect((await t.inbox(email))[0]?.subject).toBe('Signature cancelled: “devis.pdf”');
    }
    const params = { token: await signingToken(anne.email) };
    const page = await t.submit(showSignature, showSignatureContract, { params });
    expect(page.body).toContain('The request for signature is closed (cancelled): there will be no sealed document.');
  });
});

describe('is refused, saying why', () => {
  it('once it is cancelled, or everybody has signed', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    const [first, second] = [await invited(t, [anne]), await invited(t, [paul])];
    await cancel(first.id);
    const again = await cancel(first.id);
    expect(again.status).toBe(409);
    expect(again.body.detail).toContain('« annulée » (cancelled)');
    await sign(t, paul);
    expect((await cancel(second.id)).body.detail).toContain('« signée » (signed)');
    await work(t);
    expect(await seen(t, second.id)).toMatchObject({ status: 'completed' });
    expect((await cancel(second.id)).status).toBe(409);
  });

  it('for another account, an unknown request, a key without the right, a reason that is none', async () => {
    const { id } = await requested(t, [person(t)]);
    expect((await cancel(id, {}, (await tenant()).apiKey)).status).toBe(404);
    expect((await cancel('sig_nothing')).status).toBe(404);
    expect((await cancel(id, {}, await t.key('signatures:read'))).status).toBe(403);
    expect((await cancel(id, { reason: 'x'.repeat(501) })).body.errors[0].pointer).toBe('/reason');
    expect(await seen(t, id)).toMatchObject({ status: 'queued' });
  });
});

it('racing with the last signature: one of both happens, never both', async () => {
  for (let round = 0; round < 4; round++) {
    const { id, token, code } = await codeSent(t);
    const [signed, cancelled] = await Promise.all([typeCode(t, token, code), cancel(id)]);
    await timePasses(t);
    const { status } = await seen(t, id);
    expect([signed.status, cancelled.status, status]).toEqual(
      status === 'completed' ? [303, 409, 'completed'] : [409, 200, 'cancelled'],
    );
  }
});
