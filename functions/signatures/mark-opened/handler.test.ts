import { beforeAll, describe, expect, it } from 'vitest';
import { ofType } from '../../../test/problem.ts';
import {
  actsOf,
  invited,
  linkSent,
  openDocument,
  person,
  report as reported,
  seen,
  sign,
  signingToken,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const report = (token: string, form: Record<string, string>) => reported(t, token, form);

it('writes once that the document was under the signer’s eyes, however much the page reports', async () => {
  const { id, token } = await linkSent(t);
  const answers = await Promise.all([
    report(token, { pagesViewed: '0', timeZone: 'Europe/Paris' }),
    report(token, { pagesViewed: '1', timeZone: 'Europe/Paris' }),
  ]);
  await report(token, { pagesViewed: '1', timeZone: 'Europe/Paris' });
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  const { status, signers, history } = await seen(t, id);
  expect({ status, signer: signers[0].status }).toEqual({ status: 'opened', signer: 'opened' });
  expect(history.filter(({ act }: { act: string }) => act === 'opened')).toMatchObject([
    {
      actor: { kind: 'signer', id: signers[0].id },
      details: { via: 'page', servedAt: expect.any(String), timeZone: 'Europe/Paris' },
    },
  ]);
});

it('believes no more pages than the document has', async () => {
  const { id, token } = await linkSent(t);
  await report(token, { pagesViewed: '99' });
  expect((await seen(t, id)).history.at(-1).details.pagesViewed).toBe(1);
});

describe('believes no page that was never served the document by this link', () => {
  const told = (token: string, headers: { cookie?: string }) =>
    t.submit(handler, contract, { params: { token }, headers, form: { pagesViewed: '1' }, accept: 'application/json' });

  it('not without its mark, nor with another signer’s, nor with one that was altered', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    const { id } = await invited(t, [anne, paul]);
    const token = await signingToken(anne.email);
    const { cookie = '' } = await openDocument(t, token);
    const later = cookie.replace(/=20\d\d/, '=2099');
    for (const headers of [
      {},
      await openDocument(t, await signingToken(paul.email)),
      { cookie: later },
      { cookie: 'served=' },
    ]) {
      expect(await told(token, headers)).toMatchObject({
        status: 409,
        body: { type: ofType('document-not-opened'), detail: expect.stringContaining('/document') },
      });
    }
    expect(await actsOf(t, id)).not.toContain('opened');
    expect(await told(token, { cookie: `other=1; ${cookie}` })).toMatchObject({ status: 204 });
  });
});

it('refuses what is no number of pages', async () => {
  const { id, token } = await linkSent(t);
  expect(await report(token, { pagesViewed: '-1' })).toMatchObject({ status: 422 });
  expect(await actsOf(t, id)).not.toContain('opened');
});

it('says nothing more once signed', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  await sign(t, anne);
  const before = await actsOf(t, id);
  expect(await report(await signingToken(anne.email), { pagesViewed: '1' })).toMatchObject({ status: 204 });
  expect(await actsOf(t, id)).toEqual(before);
});
