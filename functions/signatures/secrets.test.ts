import { beforeAll, describe, expect, it } from 'vitest';
import {
  askForCode,
  codeSent,
  documentPage,
  invited,
  linkSent,
  newestCode,
  person,
  requested,
  sealedToken,
  seen,
  signingToken,
  storedRows,
  typeCode,
  work,
  wrongCode,
} from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import deliverMailContract from '../mail/deliver-mail/contract.ts';
import { handler as deliverMail } from '../mail/deliver-mail/handler.ts';
import downloadOriginalContract from './download-original/contract.ts';
import { handler as downloadOriginal } from './download-original/handler.ts';
import downloadContract from './download-sealed-document/contract.ts';
import { handler as download } from './download-sealed-document/handler.ts';
import getEvidenceContract from './get-evidence/contract.ts';
import { handler as getEvidence } from './get-evidence/handler.ts';
import readSealedContract from './get-sealed-document/contract.ts';
import { handler as readSealed } from './get-sealed-document/handler.ts';
import getContract from './get-signature-request/contract.ts';
import { handler as get } from './get-signature-request/handler.ts';
import inviteSignersContract from './invite-signers/contract.ts';
import { handler as inviteSigners } from './invite-signers/handler.ts';
import listContract from './list-signature-requests/contract.ts';
import { handler as list } from './list-signature-requests/handler.ts';
import showCodeFormContract from './show-code-form/contract.ts';
import { handler as showCodeForm } from './show-code-form/handler.ts';
import showSignatureContract from './show-signature/contract.ts';
import { handler as showSignature } from './show-signature/handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

/** What is written down, by the table or by the log, at some moment. */
const written = async () => [...Object.values(await storedRows()).map((row) => JSON.stringify(row)), ...t.logged];
/** As a word of its own: six digits also occur within numbers and hashes. */
const mentions = (secret: string) => (text: string) =>
  new RegExp(`(?<![0-9A-Za-z_-])${secret}(?![0-9A-Za-z_-])`).test(text);

it('no link and no code is ever stored or logged in clear', async () => {
  const anne = person(t);
  const stages: string[][] = [];
  const stage = async () => stages.push(await written());

  const { id } = await requested(t, [anne]);
  for (const data of await t.queued('invite-signers')) await t.receive(inviteSigners, inviteSignersContract, data);
  await stage();
  const [mail] = await t.queued('deliver-mail');
  await t.receive(deliverMail, deliverMailContract, mail);
  await work(t);
  const token = await signingToken(anne.email);
  await documentPage(t, token);
  await askForCode(t, token);
  const code = await newestCode(anne.phone);
  await stage();
  await typeCode(t, token, wrongCode(code));
  await typeCode(t, token, code);
  await work(t);
  await stage();
  const sealed = await sealedToken(anne.email);
  await t.submit(download, downloadContract, { params: { token: sealed } });
  await stage();

  const everything = stages.flat();
  expect(everything.some(mentions(id))).toBe(true);
  for (const secret of [token, sealed, code, t.apiKey]) expect(everything.filter(mentions(secret))).toEqual([]);
});

it('the sender’s API never tells a link, nor anything of a code', async () => {
  const { id, token, code } = await codeSent(t);
  const told = JSON.stringify([await seen(t, id), (await t.call(list, listContract)).body]);
  expect(told).toContain(id);
  for (const secret of [token, code]) expect(mentions(secret)(told)).toBe(false);
  expect(told).not.toMatch(/"mac"|"hash"|"servedKey"|\/sign\//);
});

it('to look changes nothing: mail scanners follow links', async () => {
  const { id, token } = await linkSent(t);
  const look = async () => {
    const answers = [
      await documentPage(t, token),
      await t.submit(downloadOriginal, downloadOriginalContract, { params: { token } }),
      await t.submit(showCodeForm, showCodeFormContract, { params: { token } }),
      await t.submit(showSignature, showSignatureContract, { params: { token } }),
    ];
    return answers.map(({ status }) => status);
  };
  const before = await storedRows();
  expect(await look()).toEqual([200, 303, 303, 303]);
  expect(await storedRows()).toEqual(before);
  expect(await seen(t, id)).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });

  await askForCode(t, token);
  const meanwhile = await storedRows();
  expect(await look()).toEqual([200, 303, 200, 303]);
  expect(await storedRows()).toEqual(meanwhile);
});

describe('another account', () => {
  it.each([
    ['get-signature-request', get, getContract],
    ['get-sealed-document', readSealed, readSealedContract],
    ['get-evidence', getEvidence, getEvidenceContract],
  ])('is told by %s that the request does not exist', async (_, handler, contract) => {
    const { id } = await invited(t, [person(t)]);
    const other = await tenant();
    const answers = [];
    for (const requestId of [id, `sig_${'0'.repeat(26)}`, 'x', 'é'.repeat(2000)]) {
      answers.push(await other.call(handler, contract, { params: { requestId } }));
    }
    for (const { status, body } of answers) {
      expect({ status, detail: body.detail }).toEqual({ status: 404, detail: answers[0]?.body.detail });
    }
  });

  it('does not find it in its lists', async () => {
    const { id, document } = await invited(t, [person(t)]);
    const other = await tenant();
    for (const query of [{}, { documentId: document.id }, { contactId: document.contactId }]) {
      expect((await other.call(list, listContract, { query })).body.items).toEqual([]);
      const own = (await t.call(list, listContract, { query })).body.items;
      expect(own.map((item: { id: string }) => item.id)).toContain(id);
    }
  });
});
