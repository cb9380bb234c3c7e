import { beforeAll, expect, test } from 'vitest';
import { happenedIn } from '../../test/facts.ts';
import { invited, person, report, seen, sign, signingToken, work } from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

test('others hear once of each step of a signature, by ids and never by names', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne], { reference: 'D-42', metadata: { deal: '4711' } });
  await report(t, await signingToken(anne.email));
  await sign(t, anne);
  await work(t);
  const { documentId, contactId, sealedDocumentId, signers } = await seen(t, id);
  const about = { requestId: id, documentId, contactId, reference: 'D-42', metadata: { deal: '4711' } };
  const bySigner = { ...about, signerId: signers[0].id };

  const told = (await happenedIn(t)).filter(({ name }) => name.startsWith('signature.'));
  expect(told.map(({ name, data }) => [name, data]).sort()).toEqual([
    ['signature.completed', { ...about, sealedDocumentId }],
    ['signature.opened', bySigner],
    ['signature.sent', about],
    ['signature.signed', bySigner],
  ]);
  expect(JSON.stringify(told)).not.toContain(anne.email);
});
