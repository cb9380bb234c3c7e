import { beforeAll, expect, test } from 'vitest';
import { after, HOUR, MINUTE } from '../../../shared/clock.ts';
import { dueBy } from '../../../shared/table/due-rows.ts';
import { transact } from '../../../shared/table/transact.ts';
import { announced, arrived, filed, read, recheck } from '../../../test/documents.ts';
import { classicPdf } from '../../../test/pdf-samples.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { documents, startChecking } from '../document.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const pdf = classicPdf();
const start = new Date('2026-11-20T10:00:00Z');
const later = (minutes: number) => () => after(start, minutes * MINUTE);

/** Whether a document is to be looked at again by a given time. */
async function isDueBy(id: string, at: Date): Promise<boolean> {
  for await (const rows of dueBy(at)) if (rows.some(({ pk }) => pk.endsWith(id))) return true;
  return false;
}

test('finds an upload of which nothing was told', async () => {
  const { id, upload } = await announced(t, pdf, () => start);
  expect(await isDueBy(id, later(4)())).toBe(false);
  expect(await isDueBy(id, later(6)())).toBe(true);
  await t.put({ ...upload }, pdf);
  await recheck(t, id, later(5));
  expect((await read(t, id)).body).toMatchObject({ status: 'available', availableAt: later(5)().toISOString() });
  expect(await isDueBy(id, later(600)())).toBe(false);
});

test('waits an hour for the upload, then says that it never came', async () => {
  const { id } = await announced(t, pdf, () => start);
  for (const minute of [5, 20, 35, 50]) {
    await recheck(t, id, later(minute));
    expect((await read(t, id)).body.status).toBe('awaiting-upload');
    expect(await isDueBy(id, later(minute + 14)())).toBe(false);
    expect(await isDueBy(id, later(minute + 16)())).toBe(true);
  }
  await recheck(t, id, later(65));
  const { body } = await read(t, id);
  expect(body).toMatchObject({ status: 'refused', refusal: { reason: 'never-uploaded' } });
  expect(body.refusal.message).toMatch(/dans l’heure/);
  expect(await isDueBy(id, later(600)())).toBe(false);
});

test('what comes after that is ignored', async () => {
  const { id, upload } = await announced(t, pdf);
  await recheck(t, id, () => after(new Date(), 2 * HOUR));
  await t.put(upload, pdf);
  await arrived(t, id);
  expect((await read(t, id)).body.refusal.reason).toBe('never-uploaded');
});

test('an upload that came, and went before it could be checked, is not said never to have come', async () => {
  const { id } = await announced(t, pdf, () => start);
  const document = await documents.get(t.tenant, { id });
  if (document) await transact([startChecking(t.tenant, document)]);
  await recheck(t, id, later(50));
  expect((await read(t, id)).body.status).toBe('checking');
  await recheck(t, id, later(24 * 60));
  expect((await read(t, id)).body).toMatchObject({ status: 'refused', refusal: { reason: 'not-checked' } });
});

test('a document that is decided, or was never announced, is left alone', async () => {
  const { id } = await filed(t, pdf);
  const { body } = await read(t, id);
  await recheck(t, id, () => after(new Date(), 2 * HOUR));
  expect((await read(t, id)).body).toEqual(body);
  expect(await isDueBy(id, after(new Date(), 24 * HOUR))).toBe(false);
  await recheck(t, 'doc_00000000000000000000000000');
});

test('a file that was never done being checked within the hour is refused without another look at it', async () => {
  const { id, upload } = await announced(t, pdf, () => start);
  await t.put({ ...upload }, pdf);
  const document = await documents.get(t.tenant, { id });
  if (document) await transact([startChecking(t.tenant, document)]);
  await recheck(t, id, later(65));
  expect((await read(t, id)).body).toMatchObject({ status: 'refused', refusal: { reason: 'not-checked' } });
});
