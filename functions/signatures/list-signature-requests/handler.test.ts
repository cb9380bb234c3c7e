import { beforeAll, expect, it } from 'vitest';
import { after, HOUR } from '../../../shared/clock.ts';
import { askForSignature, invited, person, requested, sign } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import sendContract from '../send-for-signature/contract.ts';
import { handler as sendForSignature } from '../send-for-signature/handler.ts';
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
  expect(second.nextCursor).toBeNull();
  const queued = await list({ status: 'queued', limit: 1 });
  const more = await list({ status: 'queued', limit: 1, cursor: queued.nextCursor });
  expect([...ids(queued), ...ids(more)]).toEqual([made[3]?.id, made[2]?.id]);
});

it('shows how far each signer is, in their order', async () => {
  const signers = [person(t, 'Zoé Petit'), person(t)] as const;
  const { id } = await invited(t, signers);
  await sign(t, signers[1]);
  const [newest] = (await list({ limit: 1 })).items;
  expect(newest).toMatchObject({ id, status: 'opened' });
  expect(newest.signers).toEqual([
    { id: expect.stringMatching(/^sgn_/), name: 'Zoé Petit', status: 'invited' },
    expect.objectContaining({ name: 'Anne Martin', status: 'signed', signedAt: expect.any(String) }),
  ]);
});

it('finds by the caller’s reference, and gives back what its software put with it', async () => {
  const metadata = { deal: '4711', 'crm.owner': 'Zoé' };
  const { body } = await askForSignature(t, {
    documentId: made[1]?.documentId,
    signers: [person(t)],
    reference: ' D-2026-042 ',
    metadata,
  });
  const found = await list({ reference: 'D-2026-042' });
  expect(found.items).toMatchObject([{ id: body.id, reference: 'D-2026-042', metadata }]);
  expect(ids(await list({ reference: 'D-2026-042', status: 'completed' }))).toEqual([]);
  expect(ids(await list({ reference: 'D-2026' }))).toEqual([]);
});

it('finds what was made from a moment on, and before another', async () => {
  const own = await tenant();
  const { document } = await requested(own, [person(own)]);
  const start = new Date('2026-12-31T22:00:00Z');
  const at = (hour: number) => after(start, hour * HOUR);
  const sent: string[] = [];
  for (const hour of [0, 1, 2, 3]) {
    const body = { documentId: document.id, signers: [person(own)] };
    sent.push((await own.call(sendForSignature, sendContract, { body, clock: () => at(hour) })).body.id);
  }
  const between = async (query: Record<string, string | number>) =>
    (await own.call(handler, contract, { query, clock: () => at(9) })).body;
  const [, one, two, three] = sent;
  expect(ids(await between({ from: at(1).toISOString(), to: at(3).toISOString() }))).toEqual([two, one]);
  expect(ids(await between({ from: at(2).toISOString() }))).toEqual([three, two]);
  const first = await between({ from: at(1).toISOString(), limit: 2 });
  const second = await between({ from: at(1).toISOString(), limit: 2, cursor: first.nextCursor });
  expect([ids(first), ids(second), second.nextCursor]).toEqual([[three, two], [one], null]);
  expect(ids(await between({ from: at(3).toISOString(), to: at(1).toISOString() }))).toEqual([]);
});

it.each([
  [{ from: 'hier' }, '?from'],
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
