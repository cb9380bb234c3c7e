import { beforeAll, expect, it } from 'vitest';
import { askForSignature, invited, person, sign } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
/** Oldest first: one completed, one sent, two for the same document as the one sent. */
let made: { id: string; documentId: string; contactId: string }[];
beforeAll(async () => {
  t = await tenant();
  const anne = person(t);
  const first = await invited(t, [anne]);
  await sign(t, anne);
  const second = await invited(t, [person(t)]);
  const others = [];
  for (let i = 0; i < 2; i++) {
    others.push((await askForSignature(t, { documentId: second.document.id, signers: [person(t)] })).body.id);
  }
  made = [
    { id: first.id, documentId: first.document.id, contactId: first.document.contactId },
    ...[second.id, ...others].map((id) => ({
      id,
      documentId: second.document.id,
      contactId: second.document.contactId,
    })),
  ];
});

const list = async (query: Record<string, string | number>) => (await t.call(handler, contract, { query })).body;
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

it('lists the newest first', async () => {
  expect(ids(await list({}))).toEqual(made.map(({ id }) => id).toReversed());
});

it('finds by status, document and contact, alone or together', async () => {
  const [first, second, third, fourth] = made as [
    (typeof made)[0],
    (typeof made)[0],
    (typeof made)[0],
    (typeof made)[0],
  ];
  expect(ids(await list({ status: 'completed' }))).toEqual([first.id]);
  expect(ids(await list({ documentId: second.documentId }))).toEqual([fourth.id, third.id, second.id]);
  expect(ids(await list({ contactId: first.contactId }))).toEqual([first.id]);
  expect(ids(await list({ contactId: second.contactId, status: 'sent' }))).toEqual([second.id]);
  expect(ids(await list({ documentId: second.documentId, contactId: first.contactId }))).toEqual([]);
});

it('gives pages whose cursor goes on where the last ended, filtered or not', async () => {
  const first = await list({ limit: 3 });
  expect(ids(first)).toEqual(
    made
      .slice(1)
      .map(({ id }) => id)
      .toReversed(),
  );
  const second = await list({ limit: 3, cursor: first.nextCursor });
  expect(ids(second)).toEqual([made[0]?.id]);
  expect(second.nextCursor).toBeUndefined();
  const queued = await list({ status: 'queued', limit: 1 });
  const more = await list({ status: 'queued', limit: 1, cursor: queued.nextCursor });
  expect([...ids(queued), ...ids(more)]).toEqual([made[3]?.id, made[2]?.id]);
});

it.each([
  [{ status: 'lost' }, '?status'],
  [{ limit: 0 }, '?limit'],
  [{ limit: 101 }, '?limit'],
  [{ cursor: 'nonsense' }, '?cursor'],
  [{ signer: 'x' }, '?signer'],
])('refuses %j and points at it', async (query, pointer) => {
  const { status, body } = await t.call(handler, contract, { query });
  expect(status).toBe(422);
  expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
});
