import { beforeAll, expect, it } from 'vitest';
import { happenedIn } from '../../../test/facts.ts';
import {
  codeSent,
  documentPage,
  invited,
  openDocument,
  person,
  seen,
  sign,
  signingToken,
  timePasses,
  typeCode,
  work,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import showRefusalContract from '../show-refusal/contract.ts';
import { handler as showRefusal } from '../show-refusal/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const decline = (token: string, reason?: string) =>
  t.submit(handler, contract, { params: { token }, form: reason === undefined ? {} : { reason } });
const ask = (token: string) => t.submit(showRefusal, showRefusalContract, { params: { token } });

it('a signer declines with a reason: asked once more, then the request is closed for all, who are told', async () => {
  const [anne, paul] = [person(t), person(t, 'Paul Martin')];
  const { id } = await invited(t, [anne, paul]);
  const [token, others] = [await signingToken(anne.email), await signingToken(paul.email)];

  expect((await documentPage(t, token)).body).toContain(
    `<a class="decline" href="/sign/${token}/refusal">Refuser de signer</a>`,
  );
  const asked = await ask(token);
  expect(asked).toMatchObject({ status: 200, body: expect.stringContaining('Pourquoi') });
  expect(await seen(t, id)).toMatchObject({ status: 'sent' });

  const reason = 'Le prix n’est pas <celui> convenu.';
  const there = { status: 303, location: `/sign/${token}/refusal` };
  expect(await decline(token, reason)).toMatchObject(there);
  expect((await ask(token)).body).toContain('Vous avez refusé de signer');
  await timePasses(t);

  expect(await seen(t, id)).toMatchObject({
    status: 'declined',
    signers: [{ status: 'declined' }, { status: 'invited' }],
  });
  const { history, documentId, contactId, signers } = await seen(t, id);
  expect(history.at(-1)).toMatchObject({
    act: 'declined',
    actor: { kind: 'signer', id: signers[0].id },
    details: { reason, userAgent: 'guichet-tests' },
  });
  const [mail] = await t.inbox(paul.email);
  expect(mail?.subject).toBe('Signature refusée\u00a0: «\u00a0devis.pdf\u00a0»');
  expect(mail?.text).toContain('Anne Martin a refusé de signer');
  expect(mail?.text).toContain(`> ${reason}`);
  expect(await t.inbox(anne.email)).toHaveLength(1);
  const data = { requestId: id, documentId, contactId, signerId: signers[0].id };
  expect(await happenedIn(t)).toContainEqual(expect.objectContaining({ name: 'signature.declined', data }));

  // A second click, and every other page: what one did.
  expect(await decline(token)).toMatchObject(there);
  expect(await documentPage(t, token)).toMatchObject(there);
  for (const link of [token, others]) expect(await openDocument(t, link)).toEqual({});
  expect((await documentPage(t, others)).body).toContain('est close (refusée)');
  expect(await decline(others)).toMatchObject({ status: 409 });
  expect(await ask(others)).toMatchObject({ status: 409 });
});

it('who has signed is shown the signature: it stands', async () => {
  const [anne, paul] = [person(t), person(t, 'Paul Martin')];
  const { id } = await invited(t, [anne, paul]);
  await sign(t, anne);
  const token = await signingToken(anne.email);
  const signature = { status: 303, location: `/sign/${token}/signature` };
  expect(await ask(token)).toMatchObject(signature);
  expect(await decline(token, 'Je me suis trompée')).toMatchObject(signature);
  await sign(t, paul);
  await work(t);
  expect(await seen(t, id)).toMatchObject({ status: 'completed' });
});

it('a reason too long is refused and nothing is declined; a code that lay ready serves no more', async () => {
  const { id, token, code } = await codeSent(t, [person(t)], { locale: 'en' });
  expect(await decline(token, 'x'.repeat(501))).toMatchObject({ status: 422 });
  expect(await seen(t, id)).toMatchObject({ status: 'opened' });
  expect(await decline(token)).toMatchObject({ status: 303 });
  expect(await typeCode(t, token, code)).toMatchObject({ location: `/sign/${token}/refusal` });
  expect((await ask(token)).body).toContain('You declined to sign');
});

it('two signers who decline at once: one did, the other finds it closed', async () => {
  const both = [person(t), person(t, 'Paul Martin')];
  const { id } = await invited(t, both);
  const answers = await Promise.all(both.map(async ({ email }) => decline(await signingToken(email))));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  const { status, signers, history } = await seen(t, id);
  expect(status).toBe('declined');
  expect(signers.filter((signer: { status: string }) => signer.status === 'declined')).toHaveLength(1);
  expect(history.filter(({ act }: { act: string }) => act === 'declined')).toHaveLength(1);
});
