import { beforeAll, expect, it } from 'vitest';
import { mailsTo } from '../../../test/accounts.ts';
import { add, newCampaign, recipientsOf } from '../../../test/campaigns.ts';
import { activate, certificatesOf, issued, readCampaign, shown, tokenTo } from '../../../test/certificates.ts';
import { ownPost, type Post } from '../../../test/post.ts';
import { ofType } from '../../../test/problem.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import recordContract from '../../mail/record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../../mail/record-mail-event/handler.ts';
import resendContract from '../resend-certificate/contract.ts';
import { handler as resend } from '../resend-certificate/handler.ts';
import revokeContract from '../revoke-certificate/contract.ts';
import { handler as revoke } from '../revoke-certificate/handler.ts';
import showContract from '../show-certificate/contract.ts';
import { handler as showCertificate } from '../show-certificate/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});

const follow = async () => {
  for (const data of await t.queued('follow-certificate-mail')) await t.receive(handler, contract, data, { times: 2 });
};
const hear = async (address: string, kind: string) => {
  for (const event of await post.events(address, kind))
    await t.receive(recordMailEvent, recordContract, event, { raw: true });
  await follow();
};

it('of each recipient it is told whether their email arrived; one that came back goes to a corrected address', async () => {
  const { id } = await newCampaign(t);
  const wrong = 'bounce+zoe@simulator.amazonses.com';
  const right = t.email('zoe');
  const anne = t.email('anne');
  const values = { prenom: 'Zoé', nom: 'Lefèvre' };
  await add(
    t,
    id,
    [wrong, anne].map((email) => ({ email, values })),
  );
  await issued(t, id);
  const fates = async () => (await recipientsOf(t, id)).map(({ mails = [] }) => mails.map(({ status }) => status));
  const counts = async () => (await readCampaign(t, id)).mails;
  expect(await fates()).toEqual([['queued'], ['queued']]);
  expect(await counts()).toMatchObject({ queued: 2, sent: 0 });
  const leaked = await tokenTo(t, wrong);
  await follow();
  expect(await counts()).toMatchObject({ queued: 0, sent: 2 });
  await hear(wrong, 'Bounce');
  await hear(anne, 'Delivery');
  expect(await fates()).toEqual([['bounced'], ['delivered']]);
  expect(await counts()).toMatchObject({ queued: 0, sent: 0, delivered: 1, bounced: 1 });
  const [lost] = (await recipientsOf(t, id))[0]?.mails ?? [];
  expect(lost).toMatchObject({ address: wrong, reason: expect.any(String) });

  const params = { certificateId: lost?.certificateId ?? '' };
  const again = await t.call(resend, resendContract, { params, body: { email: right } });
  expect(again).toMatchObject({ status: 202, body: { email: wrong, mail: { address: right, status: 'queued' } } });
  const token = await tokenTo(t, right);
  await follow();
  expect(await counts()).toMatchObject({ sent: 1, delivered: 1, bounced: 0 });
  // Whoever has the mistyped address is nobody's holder.
  expect(await t.submit(showCertificate, showContract, { params: { token: leaked } })).toMatchObject({ status: 404 });
  expect(await shown(t, token)).toContain('Activer mon certificat');
  await activate(t, token);
  const next = await newCampaign(t);
  await add(t, next.id, [{ email: right, values }]);
  await issued(t, next.id);
  expect(await certificatesOf(t, next.id)).toMatchObject([{ status: 'activated' }]);
});

it('to the same address, both links open it; of one that is revoked nothing more is sent', async () => {
  const { id } = await newCampaign(t);
  const email = t.email('ali');
  await add(t, id, [{ email, values: { prenom: 'Ali', nom: 'Ben' } }]);
  await issued(t, id);
  const first = await tokenTo(t, email);
  const [{ id: certificateId }] = await certificatesOf(t, id);
  const params = { certificateId };
  expect((await t.call(resend, resendContract, { params, body: {} })).status).toBe(202);
  expect(await mailsTo(t, email)).toHaveLength(2);
  for (const token of [first, await tokenTo(t, email)]) expect(await shown(t, token)).toContain('Ali Ben');
  await t.call(revoke, revokeContract, { params, body: { reason: 'Délivré par erreur' } });
  expect(await t.call(resend, resendContract, { params, body: {} })).toMatchObject({
    status: 409,
    body: { type: ofType('wrong-state') },
  });
});
