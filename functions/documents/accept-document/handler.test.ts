import { PDF } from '@libpdf/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { headObject, putObject } from '../../../shared/objects/objects.ts';
import { crashes } from '../../../test/crash.ts';
import { announced, arrived, filed, read, recheck } from '../../../test/documents.ts';
import { happenedIn } from '../../../test/facts.ts';
import { classicPdf, modernPdf } from '../../../test/pdf-samples.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { contentKey, documents, uploadKey } from '../document.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const pdf = classicPdf({ pages: 3 });

/** The current version of what is kept of a document. */
const kept = (id: string) => headObject('documents', contentKey(t.tenant, id));
const pinned = async (id: string) => (await documents.get(t.tenant, { id }))?.content;

/** Bytes that came in spite of the link, which takes none but the announced ones. */
const smuggle = (id: string, bytes: Uint8Array) =>
  putObject({ bucket: 'uploads', key: uploadKey(t.tenant, id), bytes, contentType: 'application/pdf' });

async function encryptedPdf(): Promise<Uint8Array> {
  const document = PDF.create();
  document.addPage();
  document.setProtection({ userPassword: 'secret' });
  return document.save();
}

test('a sound PDF becomes available, with its pages', async () => {
  const { id } = await filed(t, pdf);
  const { body } = await read(t, id);
  expect(body).toMatchObject({ status: 'available', pages: 3, availableAt: expect.any(String) });
  const told = (await happenedIn(t)).filter(({ data }) => data.documentId === id);
  expect(told).toMatchObject([{ name: 'document.accepted', data: { contactId: body.contactId } }]);
});

describe('refuses, saying why in the caller’s language,', () => {
  test.each([
    [
      'what is not a PDF',
      () => Buffer.from('<html><body>Not found</body></html>'),
      'not-a-pdf',
      /pas un PDF/,
      /not a PDF/,
    ],
    ['an encrypted PDF', encryptedPdf, 'encrypted', /protégé/, /protected/],
    ['a truncated PDF', () => pdf.subarray(0, pdf.length - 200), 'damaged', /incomplet/, /incomplete/],
    ['a bomb', () => modernPdf({ objectStream: new Uint8Array(300_000_000) }), 'bomb', /démesurée/, /unreasonable/],
    [
      'a PDF that runs code',
      () => classicPdf({ catalog: '/OpenAction <</S /JavaScript /JS (app.alert(1))>>' }),
      'active-content',
      /code/,
      /code/,
    ],
  ])('%s', async (_what, make, reason, inFrench, inEnglish) => {
    const { id } = await filed(t, await make());
    const { status, refusal } = (await read(t, id)).body;
    expect(status).toBe('refused');
    expect(refusal).toEqual({ reason, message: expect.stringMatching(inFrench) });
    const told = (await happenedIn(t)).filter(({ data }) => data.documentId === id);
    expect(told).toMatchObject([{ name: 'document.refused', data: { reason } }]);
    expect((await read(t, id, { 'accept-language': 'en' })).body.refusal.message).toMatch(inEnglish);
    expect(await kept(id)).toBeUndefined();
  });

  test('bytes of another size than announced', async () => {
    const { id } = await announced(t, pdf);
    await smuggle(id, classicPdf({ pages: 4 }));
    await arrived(t, id);
    expect((await read(t, id)).body).toMatchObject({ status: 'refused', refusal: { reason: 'other-size' } });
  });

  test('other bytes of the announced size', async () => {
    const { id } = await announced(t, pdf);
    const others = Uint8Array.from(pdf);
    others[pdf.length - 1] = 32;
    await smuggle(id, others);
    await arrived(t, id);
    expect((await read(t, id)).body).toMatchObject({ status: 'refused', refusal: { reason: 'other-content' } });
  });
});

test('what comes twice, or once all is decided, changes nothing', async () => {
  const { id, upload } = await announced(t, pdf);
  await t.put(upload, pdf);
  await Promise.all([arrived(t, id), arrived(t, id), recheck(t, id)]);
  const { body: decided } = await read(t, id);
  expect(decided.status).toBe('available');
  const version = await kept(id);
  await smuggle(id, Buffer.from('something else'));
  await arrived(t, id);
  await recheck(t, id);
  expect((await read(t, id)).body).toEqual(decided);
  expect(version).toEqual(await pinned(id));
  expect(await kept(id)).toEqual(version);
});

test('a refused document stays refused', async () => {
  const { id } = await filed(t, Buffer.from('not a PDF'));
  await smuggle(id, pdf);
  await arrived(t, id);
  expect((await read(t, id)).body.status).toBe('refused');
});

test.each(['x', 'acc_1/doc_1', `${'../'.repeat(3)}etc`])(
  'an object that nobody announced is ignored: %s',
  async (key) => {
    await expect(t.uploaded(handler, contract, { key, size: 1 })).resolves.toBeUndefined();
  },
);

test.each([
  ['S3 telling again', (id: string) => arrived(t, id)],
  ['the recheck', (id: string) => recheck(t, id)],
])('a death between any two steps is mended by %s, with one version of the bytes', async (_what, tryAgain) => {
  for await (const die of crashes()) {
    const { id, upload } = await announced(t, pdf);
    await t.put(upload, pdf);
    await die(() => arrived(t, id));
    const before = await kept(id);
    await tryAgain(id);
    expect((await read(t, id)).body).toMatchObject({ status: 'available', pages: 3 });
    expect(await kept(id)).toEqual(await pinned(id));
    if (before) expect(await pinned(id)).toEqual(before);
  }
});
