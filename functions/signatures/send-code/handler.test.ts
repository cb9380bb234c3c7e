import { SNSClient } from '@aws-sdk/client-sns';
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, after as later } from '../../../shared/clock.ts';
import { CODE } from '../../../shared/codes/code.ts';
import { take } from '../../../shared/table/counter.ts';
import { eventually } from '../../../test/eventually.ts';
import { ownPost, type Post } from '../../../test/post.ts';
import { ofType } from '../../../test/problem.ts';
import {
  actsOf,
  askForCode,
  askForSignature,
  documentPage,
  filedDocument,
  invited,
  linkSent,
  newestCode,
  person,
  seen,
  sign,
  signingToken,
  storedRows,
  typeCode,
  work,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import showCodeFormContract from '../show-code-form/contract.ts';
import { handler as showCodeForm } from '../show-code-form/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});

const smsOf = ({ phone }: { phone: string }) => t.inbox(phone);
const codePage = (token: string, clock = () => new Date()) =>
  t.submit(showCodeForm, showCodeFormContract, { params: { token }, clock });

it('sends a code of six digits that says what it is for, and leads to where it is typed', async () => {
  const { id, anne, token } = await linkSent(t);
  expect(await askForCode(t, token)).toMatchObject({ status: 303, location: `/sign/${token}/code` });
  const [sms] = await smsOf(anne);
  expect(sms?.text).toMatch(/^\d{6} est votre code pour signer devis\.pdf de Durand & fils\. Valable 10 minutes\./);
  expect(await seen(t, id)).toMatchObject({
    status: 'opened',
    signers: [{ status: 'opened', openedAt: expect.any(String) }],
    history: [
      { act: 'requested' },
      { act: 'email-sent' },
      { act: 'opened', details: { via: 'link', servedAt: expect.any(String) } },
      { act: 'code-sent', actor: { kind: 'system' }, details: { channel: 'sms', number: 1, phone: anne.phone } },
    ],
  });
  expect((await codePage(token)).body).toContain(`+33 6 •• •• •• ${anne.phone.slice(-2)}`);
});

describe('before the document was opened', () => {
  const press = (token: string, more = {}) =>
    t.submit(handler, contract, { params: { token }, query: { after: 0 }, ...more });

  it('« Signer » leads back to the document, says what to do, and sends nothing', async () => {
    const { id, anne, token } = await linkSent(t);
    const { status, location } = await press(token);
    expect({ status, location }).toEqual({ status: 303, location: `/sign/${token}?unopened=1` });
    expect((await documentPage(t, token, { query: { unopened: 1 } })).body).toContain('Ouvrez d’abord le document');
    expect((await documentPage(t, token)).body).not.toContain('Ouvrez d’abord le document');
    expect(await smsOf(anne)).toEqual([]);
    expect(await seen(t, id)).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });
    await askForCode(t, token);
    expect((await documentPage(t, token, { query: { unopened: 1 } })).body).not.toContain('Ouvrez d’abord le document');
  });

  it('a program is told what to fetch and what to send back', async () => {
    const { anne, token } = await linkSent(t, [person(t)], { locale: 'en' });
    const { status, body } = await press(token, { accept: 'application/json' });
    expect({ status, type: body.type }).toEqual({ status: 409, type: ofType('document-not-opened') });
    expect(body.detail).toContain('GET /sign/{token}/document');
    expect(await smsOf(anne)).toEqual([]);
  });
});

it('writes in English to who was asked in English', async () => {
  const { anne, token } = await linkSent(t, [person(t)], { locale: 'en' });
  await askForCode(t, token);
  expect((await smsOf(anne))[0]?.text).toMatch(/^\d{6} is your code to sign devis\.pdf/);
  expect((await codePage(token)).body).toContain('Code received by text message');
});

describe('a double click', () => {
  it('on « Signer » sends one SMS, one after the other or both at once', async () => {
    const { id, anne, token } = await linkSent(t);
    await Promise.all([askForCode(t, token), askForCode(t, token)]);
    expect(await askForCode(t, token)).toMatchObject({ status: 303 });
    expect(await smsOf(anne)).toHaveLength(1);
    expect((await actsOf(t, id)).filter((act) => act === 'code-sent')).toHaveLength(1);
  });

  it('on « Renvoyer le code » sends one more', async () => {
    const { anne, token } = await linkSent(t);
    await askForCode(t, token);
    await Promise.all([askForCode(t, token, { after: 1 }), askForCode(t, token, { after: 1 })]);
    await askForCode(t, token, { after: 1 });
    expect(await smsOf(anne)).toHaveLength(2);
  });
});

describe('while a code is on its way', () => {
  it('no other is sent, which would make it dead: the page and a program are told when to ask', async () => {
    const { anne, token } = await linkSent(t);
    const start = new Date();
    const at = (seconds: number) => ({ after: 1, clock: () => later(start, seconds) });
    await askForCode(t, token, { clock: at(0).clock });
    expect((await codePage(token, at(10).clock)).body).toMatch(/data-wait="20".*un autre à \d\d:\d\d:\d\d \(UTC\+/s);
    const early = await askForCode(t, token, at(10));
    expect(early).toMatchObject({ status: 429, headers: { 'retry-after': '20' } });
    expect(early.body).toContain('Patientez 20 secondes');
    const asked = { params: { token }, query: { after: 1 }, accept: 'application/json', clock: at(29).clock };
    expect(await t.submit(handler, contract, asked)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
      body: { type: ofType('too-many-requests') },
    });
    expect(await typeCode(t, token, '12', at(29))).toMatchObject({ status: 422 });
    expect((await codePage(token, at(30).clock)).body).not.toContain('data-wait');
    expect(await askForCode(t, token, at(30))).toMatchObject({ status: 303 });
    expect(await smsOf(anne)).toHaveLength(2);
  });
});

it('only the last code lives', async () => {
  const { anne, token } = await linkSent(t);
  await askForCode(t, token);
  const first = await newestCode(anne.phone);
  await askForCode(t, token, { after: 1 });
  const second = await newestCode(anne.phone);
  if (first !== second) expect(await typeCode(t, token, first)).toMatchObject({ status: 422 });
  expect(await typeCode(t, token, second)).toMatchObject({ status: 303 });
});

it('sends five codes an hour, then says how long to wait', async () => {
  const { anne, token } = await linkSent(t);
  const start = new Date(Math.ceil(Date.now() / (HOUR * 1000)) * HOUR * 1000);
  const at = (sent: number) => () => later(start, sent * CODE.pause);
  for (let sent = 0; sent < 5; sent++) await askForCode(t, token, { after: sent, clock: at(sent) });
  const refused = await askForCode(t, token, { after: 5, clock: at(5) });
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) } });
  // The last code is alive: the page still takes it.
  expect(refused.body).toContain('Trop de codes ont été demandés. Patientez');
  expect(refused.body).toContain('Valider la signature');
  expect(await smsOf(anne)).toHaveLength(5);
  const wait = Number(refused.headers['retry-after']);
  expect(wait).toBe(HOUR - 5 * CODE.pause);
  // Shown again, the page still says when.
  const [when] = /un autre à \d\d:00:00 \(UTC\+\d\)/.exec(refused.body) ?? [];
  expect(when && (await codePage(token, at(6))).body.includes(when)).toBe(true);
  expect(await askForCode(t, token, { after: 5, clock: at(HOUR / CODE.pause) })).toMatchObject({ status: 303 });
  expect(await smsOf(anne)).toHaveLength(6);
});

it('sends thirty codes a day to one phone, whoever asks', async () => {
  const { phone } = person(t);
  const tomorrow = later(new Date(), DAY);
  const noon = () => new Date(tomorrow.toISOString().replace(/T.*/, 'T12:00:00Z'));
  const answers: number[] = [];
  const everybody = Array.from({ length: 7 }, () => ({ ...person(t), phone }));
  await invited(t, everybody);
  for (const { email } of everybody) {
    const token = await signingToken(email);
    for (let sent = 0; sent < 5; sent++) {
      const clock = () => later(noon(), sent * CODE.pause);
      answers.push((await askForCode(t, token, { after: sent, clock })).status);
    }
  }
  expect(answers.slice(0, 30).every((status) => status === 303)).toBe(true);
  expect(answers.slice(30)).toEqual([429, 429, 429, 429, 429]);
  expect(await smsOf({ phone })).toHaveLength(30);
});

it('sends fifteen codes in all for one signature: guesses must not add up over the months of a link', async () => {
  const { anne, token } = await linkSent(t);
  const start = new Date();
  const ask = (sent: number) =>
    askForCode(t, token, {
      after: sent,
      clock: () => later(start, Math.floor(sent / 5) * HOUR + (sent % 5) * CODE.pause),
    });
  for (let sent = 0; sent < 15; sent++) expect((await ask(sent)).status).toBe(303);
  const refused = await ask(15);
  expect(refused.status).toBe(409);
  expect(refused.body).toContain('Demandez à l’expéditeur de vous l’envoyer de nouveau.');
  expect((await codePage(token)).body).not.toContain('Renvoyer le code');
  expect(await smsOf(anne)).toHaveLength(15);
});

it('puts no link of the sender’s into an SMS, and keeps it short', async () => {
  const anne = person(t);
  const { id } = await filedDocument(t, {
    filename: `https://www.bank.example/ www.gagnez.example ${'login-'.repeat(20)}.pdf`,
  });
  await askForSignature(t, { documentId: id, signers: [anne] });
  await work(t);
  await askForCode(t, await signingToken(anne.email));
  const [sms] = await smsOf(anne);
  expect(sms?.text).not.toMatch(/https?:|www\./);
  expect(sms?.text.length).toBeLessThanOrEqual(160);
});

it('a code may be typed before the carrier has answered that it left: the signature stands, and so does the proof', async () => {
  const { id, anne, token } = await linkSent(t);
  const answered = Promise.withResolvers<void>();
  const { send } = SNSClient.prototype;
  SNSClient.prototype.send = async function (this: SNSClient, ...sent: unknown[]) {
    const answer = await Reflect.apply(send, this, sent);
    await answered.promise;
    return answer;
  } as typeof send;
  const asking = askForCode(t, token);
  await eventually(async () => expect(await smsOf(anne)).toHaveLength(1));
  expect(await typeCode(t, token, await newestCode(anne.phone))).toMatchObject({ status: 303 });
  answered.resolve();
  expect(await asking).toMatchObject({ status: 303 });
  SNSClient.prototype.send = send;
  expect((await actsOf(t, id)).slice(-4)).toEqual(['opened', 'code-sent', 'code-validated', 'signed']);
  expect((await seen(t, id)).status).toBe('signed');
});

describe('when the SMS cannot leave', () => {
  it('says so, and sends a code at the next click', async () => {
    const { id, anne, token } = await linkSent(t);
    post.sns.setFault({ code: 'InternalError', status: 500, times: 1 });
    const failed = await askForCode(t, token);
    expect(failed).toMatchObject({ status: 503 });
    expect(failed.body).toContain('Le SMS n’a pas pu partir');
    expect(await actsOf(t, id)).not.toContain('code-sent');
    expect(await askForCode(t, token)).toMatchObject({ status: 303 });
    expect(await smsOf(anne)).toHaveLength(1);
    await sign(t, anne);
  });
});

describe('once signed', () => {
  it('leads to the signature, and sends nothing', async () => {
    const { anne, token } = await linkSent(t);
    await sign(t, anne);
    expect(await askForCode(t, token, { after: 1 })).toMatchObject({
      status: 303,
      location: `/sign/${token}/signature`,
    });
    expect(await smsOf(anne)).toHaveLength(1);
  });
});

it('is only for who holds the link: not another’s, not a malformed one, not one of another purpose', async () => {
  const before = await storedRows();
  for (const token of ['x', 'a'.repeat(43), ' ', 'b'.repeat(400)]) {
    const answer = await askForCode(t, token);
    expect(answer).toMatchObject({ status: 404 });
    expect(answer.body).toContain('Ce lien n’est pas valable');
  }
  expect(await storedRows()).toEqual(before);
});

it('does not take a form that another site sends', async () => {
  const { anne, token } = await linkSent(t);
  for (const headers of [
    { origin: 'https://example.com', 'sec-fetch-site': 'cross-site' },
    { origin: 'not an address', 'sec-fetch-site': undefined },
  ]) {
    expect(await t.submit(handler, contract, { params: { token }, headers })).toMatchObject({ status: 403 });
  }
  expect(await smsOf(anne)).toHaveLength(0);
});

describe('ceilings', () => {
  it('five hundred codes a day for one account', async () => {
    const { anne, token } = await linkSent(t);
    const now = later(new Date(), 3 * DAY);
    const allowance = { key: `code:sms:${t.tenant}`, max: 500, window: DAY };
    while ((await take(allowance, now)) === 0);
    expect((await askForCode(t, token, { clock: () => now })).status).toBe(429);
    expect(await smsOf(anne)).toEqual([]);
  });
});
