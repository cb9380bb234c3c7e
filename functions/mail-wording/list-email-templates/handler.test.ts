import { expect, test } from 'vitest';
import { CUSTOM, create, INVITATION } from '../../../test/mail-wording.ts';
import { tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

test('newest first, of one kind or all, each with its tags and whether it is in use', async () => {
  const t = await tenant();
  const names = ['un', 'deux', 'trois'];
  for (const name of names) await create(t, { ...INVITATION, name });
  await create(t, CUSTOM);
  await create(await tenant(), CUSTOM);
  const list = async (query = {}) => (await t.call(handler, contract, { query })).body;
  expect((await list()).items.map(({ name }: { name: string }) => name)).toEqual(['Relance', 'trois', 'deux', 'un']);
  const { items, nextCursor } = await list({ kind: 'signature-invitation', limit: 2 });
  expect(items.map(({ name, active }: { name: string; active: boolean }) => [name, active])).toEqual([
    ['trois', true],
    ['deux', false],
  ]);
  const rest = await list({ kind: 'signature-invitation', limit: 2, cursor: nextCursor });
  expect(rest.items.map(({ name }: { name: string }) => name)).toEqual(['un']);
  expect(rest.items[0].tags).toContainEqual(expect.objectContaining({ name: 'link', required: true }));
});
