import { unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, it } from 'vitest';
import { verifySealedPdf } from '../../shared/documents/verify-pdf.ts';
import { getPinned } from '../../shared/objects/objects.ts';
import { askForSignature, filedDocument, person, seen, sign, timePasses, work } from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import updateBrandContract from '../branding/update-brand/contract.ts';
import { handler as updateBrand } from '../branding/update-brand/handler.ts';
import { findRequest } from './signature-request.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

it('whatever letters people write in, what they signed is sealed and evidenced with their names as they write them', async () => {
  const signers = ['김철수', 'محمد بن سلمان', 'Юлия Щукина', '🎉'].map((name) => ({ ...person(t), name }));
  const document = await filedDocument(t, { filename: '견적서 한국어.pdf' });
  await t.call(updateBrand, updateBrandContract, { body: { name: 'Столярная мастерская' } });
  const { id } = (await askForSignature(t, { documentId: document.id, signers })).body;
  await work(t);
  for (const someone of signers) await sign(t, someone);
  await timePasses(t);
  expect((await seen(t, id)).status).toBe('completed');
  const { sealed, evidence } = await findRequest(t.tenant, id);
  const bytes = await getPinned(sealed!);
  expect(await verifySealedPdf(bytes)).toMatchObject({ valid: true });
  expect(await copied(bytes)).toContain('Столярная мастерская');
  const proof = unzipSync(await getPinned(evidence!))['proof.pdf']!;
  for (const shown of [await copied(bytes), await copied(proof)]) {
    for (const { name } of signers) expect(shown).toContain(name);
    expect(shown).toContain('견적서 한국어.pdf');
  }
});

/** What a reader of PDFs copies. */
async function copied(bytes: Uint8Array): Promise<string> {
  const reading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const { numPages, getPage } = await reading.promise.then((document) => ({
    numPages: document.numPages,
    getPage: (number: number) => document.getPage(number),
  }));
  let text = '';
  for (let number = 1; number <= numPages; number++) {
    const { items } = await (await getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  }
  await reading.destroy();
  return text;
}
