import { beforeAll, describe, expect, it } from 'vitest';
import { startTsa, tsaVariables } from '../../../infra/local/engines/tsa.ts';
import { after, DAY } from '../../../shared/clock.ts';
import { config } from '../../../shared/config.ts';
import { ACCESS_ENV } from '../../../shared/function/access.ts';
import { getPinned, headObject } from '../../../shared/objects/objects.ts';
import { commit } from '../../../shared/table/transact.ts';
import { ofType } from '../../../test/problem.ts';
import {
  askForCode,
  invited,
  linkSent,
  newestCode,
  person,
  report,
  sealedToken,
  sign,
  signingToken,
  typeCode,
  verified,
  work,
  wrongCode,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { setVariables } from '../../../test/variables.ts';
import downloadContract from '../download-sealed-document/contract.ts';
import { handler as download } from '../download-sealed-document/handler.ts';
import getEvidenceContract from '../get-evidence/contract.ts';
import { handler as getEvidence } from '../get-evidence/handler.ts';
import readSealedContract from '../get-sealed-document/contract.ts';
import { handler as readSealed } from '../get-sealed-document/handler.ts';
import { signatureBundle } from '../proof/bundle.ts';
import type { RequestAct } from '../request-acts.ts';
import sealDocumentContract from '../seal-document/contract.ts';
import { handler as sealDocument } from '../seal-document/handler.ts';
import { findRequest, happen, loadRequest } from '../signature-request.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const proofOf = async (id: string) => {
  const zip = await getPinned((await findRequest(t.tenant, id)).evidence!);
  return { zip, proof: JSON.parse(new TextDecoder().decode(signatureBundle.unpack(zip)['proof.json'])) };
};

it('states what each signer did, with what it was done, and holds when verified', async () => {
  const { id, anne, token } = await linkSent(t, [person(t)], { locale: 'en' });
  await report(t, token, { pagesViewed: '1', timeZone: 'Europe/Paris' });
  await askForCode(t, token);
  const code = await newestCode(anne.phone);
  await typeCode(t, token, wrongCode(code));
  await typeCode(t, token, code);
  await work(t);
  const { zip, proof } = await proofOf(id);
  expect((await verified(t, zip)).verdict).toBe('valid');
  expect(proof.signers).toMatchObject([
    {
      name: 'Anne Martin',
      email: anne.email,
      phone: anne.phone,
      invitation: { to: anne.email },
      opened: {
        via: 'page',
        servedAt: expect.any(String),
        pagesViewed: 1,
        timeZone: 'Europe/Paris',
        userAgent: 'guichet-tests',
      },
      code: { attempts: 2, codesSent: 1, maskedPhone: expect.stringContaining('••') },
      consent: { locale: 'en', text: expect.stringContaining('I, Anne Martin, declare') },
    },
  ]);
  expect(JSON.stringify(proof)).not.toMatch(new RegExp(`(?<![0-9a-z])${code}(?![0-9a-z])`));
  expect(JSON.stringify(proof)).not.toContain(token);
});

it('writes to each signer, in the language of the request, with a link that lasts a year', async () => {
  const [anne, paul] = [person(t), person(t, 'Paul Martin')];
  await invited(t, [anne, paul], { locale: 'en' });
  for (const someone of [anne, paul]) await sign(t, someone);
  await work(t);
  for (const { email, name } of [anne, paul]) {
    const [mail] = await t.inbox(email);
    expect(mail?.subject).toBe('Document signed: “devis.pdf”');
    expect(mail?.text).toContain(name);
  }
  expect(await sealedToken(anne.email)).not.toBe(await sealedToken(paul.email));
  const params = { token: await sealedToken(anne.email) };
  const open = (days: number) =>
    t.submit(download, downloadContract, { params, clock: () => after(new Date(), days * DAY) });
  expect(await open(364)).toMatchObject({ status: 303 });
  expect(await open(366)).toMatchObject({ status: 410 });
  const wrongPurpose = await t.submit(download, downloadContract, {
    params: { token: await signingToken(anne.email) },
  });
  expect(wrongPurpose).toMatchObject({ status: 404 });
});

it('is not stored unless it holds: it is put together again once the time-stamp authority is right', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  await sign(t, anne);
  for (const data of await t.queued('seal-document')) await t.receive(sealDocument, sealDocumentContract, data);
  const [data] = await t.queued('assemble-evidence');
  const right = { url: config.timestampAuthority(), rootFingerprint: config.timestampRoots().join() };
  const late = await startTsa({ clock: () => new Date(Date.now() - 20 * 60_000) });
  setVariables(tsaVariables(late));
  await expect(t.receive(handler, contract, data)).rejects.toThrow('does not hold: proof-document');
  expect(await headObject('archive', `${t.tenant}/${id}/evidence.zip`)).toBeUndefined();
  await late.close();
  setVariables(tsaVariables(right));
  await t.receive(handler, contract, data);
  const { zip } = await proofOf(id);
  expect((await verified(t, zip)).verdict).toBe('valid');
});

it('states the retention that is deployed, and what carried the link', async () => {
  setVariables({ [ACCESS_ENV.archiveYears]: '3' });
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  const { request, signers } = await loadRequest(t.tenant, id);
  const sentBySender: RequestAct = {
    ...{ act: 'email-sent', actor: { kind: 'system' }, at: new Date() },
    details: {
      ...{ signerId: signers[0]!.id, mailId: 'mail_1', about: 'invitation', through: 'smtp' },
      ...{ messageId: '<1@shop>', attempts: 1 },
    },
    personal: { to: anne.email },
  };
  await commit(happen(t.tenant, request, [sentBySender]), new Date());
  await sign(t, anne);
  await work(t);
  const { zip, proof } = await proofOf(id);
  expect(proof.retention.rule.fr).toContain('conservés 3 ans');
  expect(proof.retention.until.slice(0, 4)).toBe(String(new Date().getUTCFullYear() + 3));
  expect(proof.signers[0].invitation.through).toBe('smtp');
  const { verdict, checks } = await verified(t, zip);
  expect(verdict).toBe('valid');
  expect(checks.map(({ name }) => name)).toContain('invitation');
});

it('assembles nothing again when nothing new happened', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  await sign(t, anne);
  await work(t);
  const { evidence } = await findRequest(t.tenant, id);
  await t.receive(handler, contract, { tenant: t.tenant, requestId: id }, { times: 2 });
  expect((await findRequest(t.tenant, id)).evidence).toEqual(evidence);
  expect(await t.inbox(anne.email)).toHaveLength(2);
});

describe('before everybody has signed', () => {
  it.each([
    ['the sealed document', readSealed, readSealedContract],
    ['the evidence', getEvidence, getEvidenceContract],
  ])('%s cannot be read yet, and the answer says in which state the request is', async (_, read, readContract) => {
    const { id } = await invited(t, [person(t)]);
    const answer = await t.call(read, readContract, { params: { requestId: id } });
    expect(answer).toMatchObject({ status: 409, body: { type: ofType('not-sealed-yet') } });
    expect(answer.body.detail).toContain('« envoyée » (sent)');
    await t.receive(handler, contract, { tenant: t.tenant, requestId: id });
    expect((await findRequest(t.tenant, id)).evidence).toBeUndefined();
  });
});
