import { beforeAll, expect, it } from 'vitest';
import { asked, press } from '../../../test/consents.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const listed = async (query: Record<string, string | number> = {}) => {
  const { status, body } = await t.call(handler, contract, { query });
  if (status !== 200) return { status };
  return { emails: body.items.map(({ email }: { email: string }) => email), next: body.nextCursor ?? undefined };
};

it('lists addresses, the last one first, by pages, and by what they stand at', async () => {
  const people = [];
  for (const name of ['a', 'b', 'c'])
    people.unshift(await asked(t, name, name === 'c' ? { ground: 'professional' } : {}));
  const [c, b, a] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
  await press(t, b.token, ['accept']);
  expect(await listed()).toEqual({ emails: [c.email, b.email, a.email] });
  expect(await listed({ status: 'accepted' })).toEqual({ emails: [b.email] });
  expect(await listed({ status: 'pending' })).toEqual({ emails: [c.email, a.email] });
  expect(await listed({ status: 'pending', ground: 'professional' })).toEqual({ emails: [c.email] });
  const first = await listed({ limit: 2 });
  expect(first.emails).toEqual([c.email, b.email]);
  expect(await listed({ limit: 2, cursor: first.next })).toEqual({ emails: [a.email] });
  expect(await listed({ status: 'perhaps' })).toEqual({ status: 422 });
});
