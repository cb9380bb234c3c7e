import { beforeAll, expect, it } from 'vitest';
import { actsOf, invited, person, seen, sign, signingToken } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const report = (token: string, form: Record<string, string>) =>
  t.submit(handler, contract, { params: { token }, form, accept: '*/*' });

it('writes once that the document was under the signer’s eyes, however much the page reports', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  const token = await signingToken(anne.email);
  const answers = await Promise.all([
    report(token, { pagesViewed: '0', timeZone: 'Europe/Paris' }),
    report(token, { pagesViewed: '1', timeZone: 'Europe/Paris' }),
  ]);
  await report(token, { pagesViewed: '1', timeZone: 'Europe/Paris' });
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  const { status, signers, history } = await seen(t, id);
  expect({ status, signer: signers[0].status }).toEqual({ status: 'opened', signer: 'opened' });
  expect(history.filter(({ act }: { act: string }) => act === 'opened')).toMatchObject([
    { actor: { kind: 'signer', id: signers[0].id }, details: { via: 'page', timeZone: 'Europe/Paris' } },
  ]);
});

it('believes no more pages than the document has', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  await report(await signingToken(anne.email), { pagesViewed: '99' });
  expect((await seen(t, id)).history.at(-1).details.pagesViewed).toBe(1);
});

it('refuses what is no number of pages', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  expect(await report(await signingToken(anne.email), { pagesViewed: '-1' })).toMatchObject({ status: 422 });
  expect(await actsOf(t, id)).not.toContain('opened');
});

it('says nothing more once signed', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  await sign(t, anne);
  const before = await actsOf(t, id);
  expect(await report(await signingToken(anne.email), { pagesViewed: '1' })).toMatchObject({ status: 409 });
  expect(await actsOf(t, id)).toEqual(before);
});
