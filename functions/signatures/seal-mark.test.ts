import { beforeAll, expect, it } from 'vitest';
import { verifySealedPdf } from '../../shared/documents/verify-pdf.ts';
import { getPinned } from '../../shared/objects/objects.ts';
import { askForSignature, filedDocument, person, seen, sign, timePasses, work } from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { sealMark } from './seal-mark.ts';
import { findRequest, loadRequest } from './signature-request.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

it('whatever letters people write in, what they signed is sealed, and says in letters that it can show who signed', async () => {
  const signers = ['김철수', 'محمد بن سلمان', 'Юлия Щукина', 'Zoé 🎉'].map((name) => ({ ...person(t), name }));
  const document = await filedDocument(t, { filename: '견적서 한국어.pdf' });
  const { id } = (await askForSignature(t, { documentId: document.id, signers })).body;
  await work(t);
  for (const someone of signers) await sign(t, someone);
  await timePasses(t);
  expect((await seen(t, id)).status).toBe('completed');
  expect(await verifySealedPdf(await getPinned((await findRequest(t.tenant, id)).sealed!))).toMatchObject({
    valid: true,
  });

  const { request, signers: all } = await loadRequest(t.tenant, id);
  const { lines, blocks } = sealMark(request, all);
  expect(blocks.map(({ name }) => name)).toEqual([signers[0]?.email, signers[1]?.email, 'Юлия Щукина', 'Zoé 🎉']);
  expect(blocks[0]?.lines).toContain('Nom : écrit en d’autres lettres, voir le dossier de preuve');
  expect(lines[0]).toBe('Document : écrit en d’autres lettres, voir le dossier de preuve');
});
