import { beforeAll, describe, expect, it } from 'vitest';
import { askForSignature, invited, person, seen, sign, signingToken, work } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import downloadOriginalContract from '../download-original/contract.ts';
import { handler as downloadOriginal } from '../download-original/handler.ts';
import showCodeFormContract from '../show-code-form/contract.ts';
import { handler as showCodeForm } from '../show-code-form/handler.ts';
import showSignatureContract from '../show-signature/contract.ts';
import { handler as showSignature } from '../show-signature/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const show = (token: string, headers = {}) => t.submit(handler, contract, { params: { token }, headers });

describe('the page of a signer', () => {
  it('tells who asks, what to read, what the others did, and has one button', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    await invited(t, [anne, paul], { message: 'Merci de signer avant <vendredi>.' });
    await sign(t, paul);
    const { status, body } = await show(await signingToken(anne.email));
    expect(status).toBe(200);
    expect(body).toContain('Durand &amp; fils vous demande de signer ce document');
    expect(body).toContain('Merci de signer avant &lt;vendredi&gt;.');
    expect(body).toContain('Paul Martin (a signé)');
    expect(body.match(/<button[^>]* type="submit"/g)).toHaveLength(1);
    expect(body).not.toContain(paul.email);
    expect(body).not.toContain(paul.phone);
  });

  it('is in the language of the request', async () => {
    const anne = person(t);
    await invited(t, [anne], { locale: 'en' });
    const { body } = await show(await signingToken(anne.email), { 'accept-language': 'fr' });
    expect(body).toContain('<html lang="en"');
    expect(body).toContain('asks you to sign this document');
  });

  it('is stored by no cache, framed by no page, and loads the PDF only from us and the documents’ bucket', async () => {
    const anne = person(t);
    await invited(t, [anne]);
    const token = await signingToken(anne.email);
    const { headers } = await show(token);
    const { location = '' } = await t.submit(downloadOriginal, downloadOriginalContract, { params: { token } });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ${new URL(location).origin};`);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});

it('leads each signer to the exact bytes, by a link of a minute', async () => {
  const anne = person(t);
  const { document } = await invited(t, [anne]);
  const token = await signingToken(anne.email);
  const {
    status,
    location = '',
    cookies,
  } = await t.submit(downloadOriginal, downloadOriginalContract, { params: { token } });
  expect(status).toBe(303);
  expect(new URL(location).searchParams.get('X-Amz-Expires')).toBe('60');
  expect(Buffer.from(await (await fetch(location)).arrayBuffer()).equals(document.bytes)).toBe(true);
  const attributes = `; Path=/sign/${token}; Max-Age=5184000; HttpOnly; SameSite=Strict`;
  expect(cookies).toEqual([expect.stringMatching(/^served=[^;]+;/)]);
  expect(cookies[0]).toContain(attributes);
});

describe('once signed', () => {
  it('every page leads to the signature, and the document can still be read', async () => {
    const anne = person(t);
    const { id } = await invited(t, [anne]);
    await sign(t, anne);
    const token = await signingToken(anne.email);
    const there = { status: 303, location: `/sign/${token}/signature` };
    expect(await show(token)).toMatchObject(there);
    expect(await t.submit(showCodeForm, showCodeFormContract, { params: { token } })).toMatchObject(there);
    const see = async () => (await t.submit(showSignature, showSignatureContract, { params: { token } })).body;
    expect(await see()).toContain('Nous scellons le document');
    await work(t);
    expect(await see()).toContain('Le document est scellé');
    expect(await see()).toContain(id);
    expect((await t.submit(downloadOriginal, downloadOriginalContract, { params: { token } })).status).toBe(303);
  });
});

it('a link that is not one says what to do, in the reader’s language', async () => {
  expect((await show('a'.repeat(43))).body).toMatch(/Ouvrez celui du dernier .*e-mail.* que vous avez reçu\./);
  const english = await show('a'.repeat(43), { 'accept-language': 'en' });
  expect(english).toMatchObject({ status: 404 });
  expect(english.body).toContain('Open the one in the last email you received.');
});

it('a sealed document can be signed again, by somebody else', async () => {
  const [anne, paul] = [person(t), person(t, 'Paul Martin')];
  const { id } = await invited(t, [anne]);
  await sign(t, anne);
  await work(t);
  const { sealedDocumentId: documentId } = await seen(t, id);
  const { body } = await askForSignature(t, { documentId, signers: [paul] });
  await work(t);
  const token = await signingToken(paul.email);
  expect((await show(token)).status).toBe(200);
  expect((await t.submit(downloadOriginal, downloadOriginalContract, { params: { token } })).status).toBe(303);
  await sign(t, paul);
  await work(t);
  expect(await seen(t, body.id)).toMatchObject({ status: 'completed' });
});
