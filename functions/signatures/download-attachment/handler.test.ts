import { beforeAll, expect, test } from 'vitest';
import { getPinned } from '../../../shared/objects/objects.ts';
import { filed, read } from '../../../test/documents.ts';
import { attachingPdf, classicPdf } from '../../../test/pdf-samples.ts';
import { askForSignature, invited, person, seen, sign, signingToken, work } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { signatureBundle } from '../proof/bundle.ts';
import { verifySignature } from '../proof/verifier.ts';
import showDocumentContract from '../show-document/contract.ts';
import { handler as showDocument } from '../show-document/handler.ts';
import { findRequest } from '../signature-request.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const xml = '<rsm:CrossIndustryInvoice>1 000,00</rsm:CrossIndustryInvoice>';
const invoice = () => attachingPdf({ 'factur-x.xml': xml, 'cgv.pdf': classicPdf() });
const open = (token: string, number: number | string) =>
  t.submit(handler, contract, { params: { token, number: String(number) } });

test('what an invoice has attached is told to its sender and its signer, opened before signing, and proven', async () => {
  const { id: documentId } = await filed(t, invoice());
  const told = { beside: { attachments: [{ name: 'factur-x.xml', size: xml.length }, { name: 'cgv.pdf' }] } };
  expect((await read(t, documentId)).body).toMatchObject(told);

  const anne = person(t);
  const { body: request } = await askForSignature(t, { documentId, signers: [anne] });
  await work(t);
  const token = await signingToken(anne.email);
  const { body: page } = await t.submit(showDocument, showDocumentContract, { params: { token } });
  expect(page).toContain(`<a href="/sign/${token}/attachments/1">factur-x.xml</a>`);

  const { status, location = '' } = await open(token, 1);
  expect(status).toBe(303);
  const file = await fetch(location);
  expect(await file.text()).toBe(xml);
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="factur-x.xml"/);
  expect(file.headers.get('content-type')).toBe('application/octet-stream');

  await sign(t, anne);
  await work(t);
  const { evidence, sealed } = await findRequest(t.tenant, request.id);
  const zip = await getPinned(evidence!);
  expect((await verifySignature(zip)).checks).toContainEqual(
    expect.objectContaining({ name: 'beside-pages', outcome: 'passed' }),
  );
  const files = signatureBundle.unpack(zip);
  const proof = JSON.parse(new TextDecoder().decode(files['proof.json']));
  expect(proof.documents.original).toMatchObject(told);
  expect(proof.chain[0].details.attachments).toEqual(
    proof.documents.original.beside.attachments.map(({ sha256 }: { sha256: string }) => sha256),
  );
  // Nobody leaves it out afterwards.
  for (const file of [proof.documents.original, proof.documents.displayed]) delete file.beside;
  const forged = { ...files, 'proof.json': new TextEncoder().encode(JSON.stringify(proof)) };
  const { checks } = await verifySignature(
    signatureBundle.pack({ ...forged, SHA256SUMS: signatureBundle.checksums(forged) }),
  );
  expect(checks).toContainEqual(expect.objectContaining({ name: 'beside-pages', outcome: 'failed' }));

  // The sealed document, signed again by somebody else, still leads to its files.
  const paul = person(t, 'Paul Martin');
  await askForSignature(t, { documentId: sealed!.documentId, signers: [paul] });
  await work(t);
  expect((await open(await signingToken(paul.email), 2)).status).toBe(303);
  expect(await seen(t, request.id)).toMatchObject({ status: 'completed' });
});

test('a file that there is not, or is another document’s, is not found', async () => {
  const anne = person(t);
  await invited(t, [anne]);
  const token = await signingToken(anne.email);
  for (const number of [1, 0, '-1', '1.0', 'x']) expect((await open(token, number)).status).toBe(404);
  expect((await open('a'.repeat(43), 1)).status).toBe(404);
});
