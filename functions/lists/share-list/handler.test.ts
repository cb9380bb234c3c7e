import { beforeAll, expect, test } from 'vitest';
import {
  add,
  askExport,
  exported,
  newList,
  readList,
  share as shareList,
  unshare as unshareList,
} from '../../../test/lists.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import listContract from '../list-lists/contract.ts';
import { handler as listLists } from '../list-lists/handler.ts';

let t: TestTenant;
let friend: TestTenant;
beforeAll(async () => {
  [t, friend] = await Promise.all([tenant(), tenant()]);
});

const share = (listId: string, accountId: string, as = t.apiKey) => shareList(t, listId, accountId, as);
const unshare = (listId: string, accountId: string) => unshareList(t, listId, accountId);
const sharedWithFriend = async () =>
  (await friend.call(listLists, listContract, { query: { shared: 'true' } })).body.items.map(
    ({ id }: { id: string }) => id,
  );

test('another account reads the list and changes nothing in it, until the share ends', async () => {
  const listId = await newList(t);
  await add(t, listId, [{ email: 'a@exemple.test' }]);
  expect((await readList(friend, listId)).status).toBe(404);
  for (let time = 0; time < 2; time++) {
    expect((await share(listId, friend.tenant)).body.sharedWith).toEqual([friend.tenant]);
  }
  expect((await readList(friend, listId)).body).toMatchObject({ name: 'Clients', addresses: 1, sharedBy: t.tenant });
  expect(await sharedWithFriend()).toEqual([listId]);
  expect((await exported(friend, listId, 'csv')).toString()).toContain('a@exemple.test');
  expect((await add(t, listId, [{ email: 'b@exemple.test' }], friend.apiKey)).status).toBe(404);
  expect((await share(listId, t.tenant, friend.apiKey)).status).toBe(404);

  expect((await unshare(listId, friend.tenant)).status).toBe(204);
  expect((await readList(friend, listId)).status).toBe(404);
  expect((await askExport(friend, listId, 'json')).status).toBe(404);
  expect(await sharedWithFriend()).toEqual([]);
});

test('a share that ends while the list is read gives nothing of it', async () => {
  const listId = await newList(t);
  await add(t, listId, [{ email: 'a@exemple.test' }]);
  await share(listId, friend.tenant);
  const { client } = await import('../../../test/crash.ts');
  const { send } = client;
  // At the moment at which the file that was read is stored.
  client.send = async function (this: unknown, ...args: object[]) {
    const answer = await send.apply(this as never, args);
    if (args[0]?.constructor.name === 'PutObjectCommand') await unshare(listId, friend.tenant);
    return answer;
  } as typeof send;
  try {
    const { status, location } = await askExport(friend, listId, 'csv');
    expect([status, location]).toEqual([404, undefined]);
  } finally {
    client.send = send;
  }
});

test('an account that does not exist, or one’s own, is refused', async () => {
  const listId = await newList(t);
  expect((await share(listId, 'acc_00000000000000000000000000')).status).toBe(404);
  expect((await share(listId, 'x')).status).toBe(404);
  expect((await share(listId, t.tenant)).body.detail).toMatch(/déjà à vous/);
});
