import { beforeAll, describe, expect, it } from 'vitest';
import { after, DAY, HOUR } from '../../../shared/clock.ts';
import { happenedIn } from '../../../test/facts.ts';
import {
  askForCode,
  askForSignature,
  documentPage,
  filedDocument,
  invited,
  newestCode,
  person,
  seen,
  sign,
  signingToken,
  timePasses,
  typeCode,
  work,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const inHours = (hours: number) => after(new Date(), hours * HOUR);

describe('a request with a deadline', () => {
  it('says it on its page, expires when it is over, tells who was invited, and its link serves nothing else', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    const expiresAt = inHours(2).toISOString();
    const { id } = await invited(t, [anne, paul], { expiresAt });
    await sign(t, paul);
    const token = await signingToken(anne.email);
    expect((await documentPage(t, token)).body).toContain('À signer avant le ');
    expect(await seen(t, id)).toMatchObject({ status: 'opened', expiresAt });

    await timePasses(t, inHours(2.1));
    const { status, history, documentId, contactId } = await seen(t, id);
    expect(status).toBe('expired');
    expect(history.at(-1)).toMatchObject({ act: 'expired', actor: { kind: 'system' }, details: { expiresAt } });
    for (const { email } of [anne, paul]) {
      const [mail] = await t.inbox(email);
      expect(mail?.subject).toContain('Signature expirée');
      expect(mail?.text).toContain('Le délai que Durand & fils avait fixé');
    }
    const page = await documentPage(t, token);
    expect(page).toMatchObject({ status: 409, body: expect.stringContaining('est close (expirée)') });
    expect(await happenedIn(t)).toContainEqual(
      expect.objectContaining({ name: 'signature.expired', data: { requestId: id, documentId, contactId } }),
    );
  });

  it('is over at that moment, even if nobody has noted it yet: the code that is typed then signs nothing', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    const { id } = await invited(t, [anne, paul], { expiresAt: inHours(1).toISOString() });
    const token = await signingToken(anne.email);
    const justBefore = () => inHours(0.99);
    await askForCode(t, token, { clock: justBefore });
    const code = await newestCode(anne.phone);
    const late = await typeCode(t, token, code, { clock: () => inHours(1.001) });
    expect(late).toMatchObject({ status: 409, body: expect.stringContaining('expirée') });
    expect(await typeCode(t, token, code, { clock: justBefore })).toMatchObject({ status: 303 });
    expect(await seen(t, id)).toMatchObject({ status: 'opened', signers: [{ status: 'signed' }, {}] });
  });

  it('does not expire before, should the message come early or twice', async () => {
    const anne = person(t);
    const { id } = await invited(t, [anne], { expiresAt: inHours(1).toISOString() });
    const data = { tenant: t.tenant, requestId: id };
    await t.receive(handler, contract, data);
    expect(await seen(t, id)).toMatchObject({ status: 'sent' });
    await t.receive(handler, contract, data, { times: 2, clock: () => inHours(1.01) });
    expect((await seen(t, id)).history.filter(({ act }: { act: string }) => act === 'expired')).toHaveLength(1);
    await work(t);
    expect(await t.inbox(anne.email)).toHaveLength(2);
  });
});

it('a deadline is in the life of the links, by our clock: else the answer says between what and what', async () => {
  const { id: documentId } = await filedDocument(t);
  for (const expiresAt of [inHours(-24), inHours(-0.001), after(new Date(), 61 * DAY)]) {
    const { status, body } = await askForSignature(t, {
      documentId,
      signers: [person(t)],
      expiresAt: expiresAt.toISOString(),
    });
    expect([status, body.errors[0].pointer]).toEqual([422, '/expiresAt']);
    expect(body.errors[0].detail).toContain('entre maintenant (');
  }
  const local = `${after(new Date(), 10 * DAY)
    .toISOString()
    .slice(0, 19)}+02:00`;
  const { body } = await askForSignature(t, { documentId, signers: [person(t)], expiresAt: local });
  expect((await seen(t, body.id)).expiresAt).toBe(new Date(local).toISOString());
});
