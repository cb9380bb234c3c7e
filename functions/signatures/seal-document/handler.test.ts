import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTsa, type TsaEngine, tsaVariables } from '../../../infra/local/engines/tsa.ts';
import { verifySealedPdf } from '../../../shared/documents/verify-pdf.ts';
import { ACCESS_ENV } from '../../../shared/function/access.ts';
import { getPinned, headObject } from '../../../shared/objects/objects.ts';
import {
  actsOf,
  askForSignature,
  invited,
  type Person,
  person,
  seen,
  sign,
  timePasses,
  work,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { setVariables } from '../../../test/variables.ts';
import getDocumentContract from '../../documents/get-document/contract.ts';
import { handler as getDocument } from '../../documents/get-document/handler.ts';
import readSealedContract from '../get-sealed-document/contract.ts';
import { handler as readSealed } from '../get-sealed-document/handler.ts';
import { findRequest } from '../signature-request.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let tsa: TsaEngine;
beforeAll(async () => {
  tsa = await startTsa({});
  t = await tenant();
});
afterAll(() => tsa.close());
afterEach(() => tsa.setFault(null));

async function signed(signers: Person[] = [person(t)], more = {}) {
  const request = await invited(t, signers, more);
  for (const someone of signers) await sign(t, someone);
  const [data] = await t.queued('seal-document');
  return { ...request, data, seal: () => t.receive(handler, contract, data) };
}
const sealedBytes = async (id: string) => getPinned((await findRequest(t.tenant, id)).sealed!);
const stored = (id: string) => headObject('archive', `${t.tenant}/${id}/sealed.pdf`);

it('seals the bytes that were signed, with everybody’s name, and says by whom and when', async () => {
  const { id, document, seal } = await signed([person(t), person(t, 'Paul Martin')]);
  await seal();
  const bytes = await sealedBytes(id);
  const { valid, signatures } = await verifySealedPdf(bytes);
  expect(valid).toBe(true);
  expect(Buffer.from(bytes.subarray(0, document.bytes.length)).equals(document.bytes)).toBe(true);
  const { history, sealedDocumentId } = await seen(t, id);
  expect(history.slice(-2)).toMatchObject([
    {
      act: 'sealed',
      actor: { kind: 'system' },
      details: {
        certificateSerial: signatures[0]?.signedBy?.serial,
        timestampedAt: signatures[0]?.timestamp?.genTime.toISOString(),
        size: bytes.length,
      },
    },
    {
      act: 'filed',
      details: { documentId: sealedDocumentId, contactId: document.contactId, filename: 'devis (signé).pdf' },
    },
  ]);
});

it('names the sealed file in the language of the request', async () => {
  const { id, seal } = await signed([person(t)], { locale: 'en' });
  await seal();
  const { location } = await t.call(readSealed, readSealedContract, { params: { requestId: id } });
  const { headers } = await fetch(location ?? '');
  expect(headers.get('content-disposition')).toContain('filename="devis (signed).pdf"');
});

it('files as many pages as it has, its sheet counted; one that bears a signature gets no further sheet', async () => {
  const pagesOf = async (documentId: string) => {
    const { body } = await t.call(getDocument, getDocumentContract, { params: { documentId } });
    return body.pages;
  };
  const { id, document, seal } = await signed();
  await seal();
  const { sealedDocumentId: once } = await seen(t, id);
  expect([await pagesOf(document.id), await pagesOf(once)]).toEqual([1, 2]);

  const countersigner = person(t, 'Paul Martin');
  const { body: request } = await askForSignature(t, { documentId: once, signers: [countersigner] });
  await work(t);
  await sign(t, countersigner);
  await work(t);
  const { sealedDocumentId: twice } = await seen(t, request.id);
  expect(await pagesOf(twice)).toBe(2);
  const { pages, signatures } = await verifySealedPdf(await sealedBytes(request.id));
  expect({ pages, signatures: signatures.length }).toEqual({ pages: 2, signatures: 2 });
});

it('seals once, however often the message comes', async () => {
  const { id, seal } = await signed();
  await seal();
  const first = await stored(id);
  await seal();
  await seal();
  expect(await stored(id)).toEqual(first);
  expect((await actsOf(t, id)).filter((act) => ['sealed', 'filed'].includes(act))).toEqual(['sealed', 'filed']);
});

it('seals nothing before everybody has signed', async () => {
  const signers = [person(t), person(t, 'Paul Martin')] as const;
  const { id } = await invited(t, signers);
  await sign(t, signers[0]);
  await t.receive(handler, contract, { tenant: t.tenant, requestId: id });
  expect(await stored(id)).toBeUndefined();
  expect((await seen(t, id)).status).toBe('opened');
});

describe('when the time-stamp authority', () => {
  it.each([
    ['is down', { code: 'down', times: 1 }],
    ['refuses', { code: 'rejected', times: 1 }],
    ['answers another question', { code: 'wrong-nonce', times: 1 }],
  ] as const)('%s, nothing is stored nor called sealed; it is sealed later', async (_, fault) => {
    setVariables(tsaVariables(tsa));
    const { id, seal } = await signed();
    tsa.setFault(fault);
    await expect(seal()).rejects.toThrow();
    expect(await stored(id)).toBeUndefined();
    expect((await seen(t, id)).status).toBe('signed');
    await timePasses(t);
    expect((await seen(t, id)).status).toBe('completed');
    expect((await verifySealedPdf(await sealedBytes(id))).valid).toBe(true);
  });

  it.each([
    ['two hours behind', -120, /certificate-not-valid-then/],
    ['ten minutes behind', -10, /clock differs from ours by -\d+ seconds/],
    ['ten minutes ahead', 10, /clock differs from ours by \d+ seconds/],
  ])('has a clock that is %s, its seal is not kept: it is sealed once the clock is right', async (_, minutes, why) => {
    const wrong = await startTsa({ clock: () => new Date(Date.now() + minutes * 60_000) });
    const { id, seal } = await signed();
    setVariables(tsaVariables(wrong));
    await expect(seal()).rejects.toThrow(why);
    expect(await stored(id)).toBeUndefined();
    expect((await seen(t, id)).status).toBe('signed');
    await wrong.close();
    setVariables(tsaVariables(tsa));
    await seal();
    expect((await verifySealedPdf(await sealedBytes(id))).valid).toBe(true);
  });

  it('is answered for by somebody on the way, nothing is stored: it is sealed once the true one answers', async () => {
    const impostor = await startTsa({});
    const { id, seal } = await signed();
    setVariables(tsaVariables({ ...tsa, url: impostor.url }));
    await expect(seal()).rejects.toThrow(/unknown authority.*timestampRoots/);
    expect(await stored(id)).toBeUndefined();
    expect((await seen(t, id)).status).toBe('signed');
    await impostor.close();
    setVariables(tsaVariables(tsa));
    await timePasses(t);
    expect((await seen(t, id)).status).toBe('completed');
  });

  it('answers with a page of its host, nothing is stored', async () => {
    const host = createServer((_, response) => response.end('<h1>Maintenance</h1>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => host.once('listening', resolve));
    const { id, seal } = await signed();
    setVariables({ [ACCESS_ENV.timestamps]: `http://127.0.0.1:${(host.address() as AddressInfo).port}` });
    await expect(seal()).rejects.toThrow();
    expect(await stored(id)).toBeUndefined();
    setVariables(tsaVariables(tsa));
    host.close();
    await seal();
  });
});
