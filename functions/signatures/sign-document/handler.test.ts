import { beforeAll, describe, expect, it } from 'vitest';
import { after, MINUTE } from '../../../shared/clock.ts';
import { ofType } from '../../../test/problem.ts';
import {
  actsOf,
  askForCode,
  codeSent,
  invited,
  linkSent,
  newestCode,
  person,
  report,
  sealedToken,
  seen,
  sign,
  signingToken,
  typeCode,
  work,
  wrongCode,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import showCodeFormContract from '../show-code-form/contract.ts';
import { handler as showCodeForm } from '../show-code-form/handler.ts';
import showSignatureContract from '../show-signature/contract.ts';
import { handler as showSignature } from '../show-signature/handler.ts';
import contract from './contract.ts';
import { handler as signDocument } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const show = (token: string) => t.submit(showSignature, showSignatureContract, { params: { token } });

it('takes the right code for a signature, with the words that were agreed to', async () => {
  const { id, token, code } = await codeSent(t);
  expect(await typeCode(t, token, code)).toMatchObject({ status: 303, location: `/sign/${token}/signature` });
  const { body: page } = await show(token);
  expect(page).toContain('Document signé');
  const { history, status, signers } = await seen(t, id);
  expect(status).toBe('signed');
  expect(signers).toMatchObject([{ status: 'signed', signedAt: expect.any(String) }]);
  expect(history.slice(-2)).toMatchObject([
    { act: 'code-validated', actor: { kind: 'signer', id: signers[0].id }, details: { tries: 1 } },
    {
      act: 'signed',
      actor: { kind: 'signer', id: signers[0].id },
      details: { name: 'Anne Martin', userAgent: 'guichet-tests', consentText: expect.stringContaining('devis.pdf') },
    },
  ]);
});

it('takes the code as hands type it', async () => {
  const { token, code } = await codeSent(t);
  expect(await typeCode(t, token, ` ${code.slice(0, 3)} ${code.slice(3)} `)).toMatchObject({ status: 303 });
});

it('shows the words again when they changed since the page was made, and takes no signature for the old ones', async () => {
  const { id, token, code } = await codeSent(t);
  const type = (consentVersion: string) =>
    t.submit(signDocument, contract, { params: { token }, form: { code, consentVersion } });
  const reworded = await type('1999-01');
  expect(reworded.status).toBe(422);
  expect(reworded.body).toContain('Le texte que vous acceptez vient d’être mis à jour.');
  const version = /name="consentVersion" value="([^"]+)"/.exec(reworded.body)?.[1] ?? '';
  expect(await actsOf(t, id)).not.toContain('code-refused');
  expect(await type(version)).toMatchObject({ status: 303 });
});

describe('takes no signature', () => {
  it('without the words that are agreed to, from a program either: it is told what to send', async () => {
    const { id, token, code } = await codeSent(t);
    const send = (form: object, accept = 'application/json') =>
      t.submit(signDocument, contract, { params: { token }, form: { code, ...form }, accept });
    for (const form of [{}, { consentVersion: '' }])
      expect(await send(form)).toMatchObject({
        status: 422,
        body: { status: 422, detail: expect.stringMatching(/consentVersion.*GET \/sign\/\{token\}\/code/) },
      });
    expect((await send({}, 'text/html')).body).toContain('Dites à quoi vous consentez');
    const acts = await actsOf(t, id);
    expect(acts).not.toContain('signed');
    expect(acts).not.toContain('code-refused');
    expect(await typeCode(t, token, code)).toMatchObject({ status: 303 });
  });

  it('of a document that was never served by this link', async () => {
    const { id, token } = await linkSent(t);
    expect(await typeCode(t, token, '123456')).toMatchObject({ status: 303, location: `/sign/${token}?unopened=1` });
    const program = await typeCode(t, token, '123456', { accept: 'application/json' });
    expect(program).toMatchObject({ status: 409, body: { type: ofType('document-not-opened') } });
    expect(await actsOf(t, id)).not.toContain('signed');
  });
});

describe('a wrong code', () => {
  it('is refused, with the tries that are left, and kept in the history', async () => {
    const { id, token, code } = await codeSent(t);
    const refused = await typeCode(t, token, wrongCode(code));
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Code incorrect. Il vous reste 4 essais.');
    expect(refused.body).toContain('Valider la signature');
    expect((await seen(t, id)).history.at(-1)).toMatchObject({
      act: 'code-refused',
      details: { number: 1, tries: 1, reason: 'wrong' },
    });
    expect(await typeCode(t, token, code)).toMatchObject({ status: 303 });
  });

  it.each(['', '12345', '1234567', 'abcdef', "' OR 1=1"])('that is none, as %j, costs no try', async (odd) => {
    const { id, token, code } = await codeSent(t);
    const refused = await typeCode(t, token, odd);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Tapez les 6 chiffres du code que vous avez reçu par SMS.');
    expect(refused.body).toContain('Il vous reste 5 essais.');
    expect(await actsOf(t, id)).not.toContain('code-refused');
    expect(await typeCode(t, token, code)).toMatchObject({ status: 303 });
  });

  it('is told in English to who was asked in English, and as a problem to a program', async () => {
    const { token, code } = await codeSent(t, [person(t)], { locale: 'en' });
    expect((await typeCode(t, token, wrongCode(code))).body).toContain('Wrong code. You have 4 tries left.');
    const program = await typeCode(t, token, wrongCode(code), { accept: 'application/json' });
    expect(program).toMatchObject({
      status: 422,
      body: { type: ofType('code-refused'), detail: 'Wrong code. You have 3 tries left.' },
    });
  });
});

describe('after five tries', () => {
  it('even the right code is refused; a new one works', async () => {
    const { id, anne, token, code } = await codeSent(t);
    for (let by = 1; by <= 4; by++) await typeCode(t, token, wrongCode(code, by));
    const fifth = await typeCode(t, token, wrongCode(code, 5));
    expect(fifth.body).toContain('Trop d’essais avec ce code. Demandez-en un nouveau.');
    expect(fifth.body).not.toContain('Valider la signature');
    expect(await typeCode(t, token, code)).toMatchObject({ status: 422 });
    expect(await actsOf(t, id)).not.toContain('signed');
    await askForCode(t, token, { after: 1 });
    expect(await typeCode(t, token, await newestCode(anne.phone))).toMatchObject({ status: 303 });
  });

  it('however many are made at once: they share the five', async () => {
    const { id, token, code } = await codeSent(t);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => typeCode(t, token, wrongCode(code, i + 1))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 422));
    const { history } = await seen(t, id);
    const refused = history.filter(({ act }: { act: string }) => act === 'code-refused');
    const told = ({ details }: { details: { tries: number; reason: string } }) => `${details.reason} ${details.tries}`;
    // Those that come after the fifth are noted once.
    expect(refused.map(told)).toEqual(['wrong 1', 'wrong 2', 'wrong 3', 'wrong 4', 'wrong 5', 'exhausted 5']);
    expect(await typeCode(t, token, code)).toMatchObject({ status: 422 });
  });
});

it('refuses a code of eleven minutes ago', async () => {
  const { id, token, code } = await codeSent(t);
  const later = () => after(new Date(), 11 * MINUTE);
  const refused = await typeCode(t, token, code, { clock: later });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('Ce code a expiré. Demandez-en un nouveau.');
  expect((await seen(t, id)).history.at(-1)).toMatchObject({ act: 'code-refused', details: { reason: 'expired' } });
  const page = await t.submit(showCodeForm, showCodeFormContract, { params: { token }, clock: later });
  expect(page.body).toContain('Ce code a expiré');
});

it('refuses a code that nobody asked for', async () => {
  const { token } = await linkSent(t);
  await report(t, token);
  const refused = await typeCode(t, token, '123456');
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('Demandez d’abord un code.');
});

it('refuses a code that was sent to another signer', async () => {
  const [anne, paul] = [person(t), person(t, 'Paul Martin')];
  const { code } = await codeSent(t, [anne, paul]);
  const token = await signingToken(paul.email);
  await askForCode(t, token);
  if (code !== (await newestCode(paul.phone))) expect(await typeCode(t, token, code)).toMatchObject({ status: 422 });
});

describe('a signature is given once', () => {
  it('whether « Valider » is pressed twice, at once or later, with any code', async () => {
    const { id, token, code } = await codeSent(t);
    const clicks = await Promise.all([typeCode(t, token, code), typeCode(t, token, code), typeCode(t, token, code)]);
    clicks.push(await typeCode(t, token, code), await typeCode(t, token, wrongCode(code)));
    for (const click of clicks) expect(click).toMatchObject({ status: 303, location: `/sign/${token}/signature` });
    expect((await actsOf(t, id)).filter((act) => ['signed', 'code-validated'].includes(act))).toHaveLength(2);
    expect((await seen(t, id)).status).toBe('signed');
  });
});

describe('two signers', () => {
  it('are sealed only after the second, each having opened what is theirs', async () => {
    const [anne, paul] = [person(t), person(t, 'Paul Martin')];
    const { id } = await invited(t, [anne, paul]);
    expect(await signingToken(anne.email)).not.toBe(await signingToken(paul.email));
    await sign(t, anne);
    await work(t);
    expect(await seen(t, id)).toMatchObject({
      status: 'opened',
      signers: [{ status: 'signed' }, { status: 'invited' }],
    });
    expect((await show(await signingToken(anne.email))).body).toContain('Il manque encore la signature de Paul Martin');
    expect(await t.inbox(anne.email)).toHaveLength(1);
    await sign(t, paul);
    await work(t);
    expect(await seen(t, id)).toMatchObject({
      status: 'completed',
      signers: [{ status: 'signed' }, { status: 'signed' }],
    });
    for (const { email } of [anne, paul]) expect(await t.inbox(email)).toHaveLength(2);
  });

  it('who sign at the same instant lead to one seal', async () => {
    const both = [person(t), person(t, 'Paul Martin')];
    const { id } = await invited(t, both);
    await Promise.all(both.map((someone) => sign(t, someone)));
    expect(await seen(t, id)).toMatchObject({ status: 'signed' });
    expect(await t.queued('seal-document')).toEqual([{ tenant: t.tenant, requestId: id }]);
    expect((await actsOf(t, id)).filter((act) => act === 'signed')).toHaveLength(2);
  });
});

describe('opens with the signer’s own link only', () => {
  it('not with one that was never given, nor with the link to a sealed document', async () => {
    const { token, code, anne } = await codeSent(t);
    await typeCode(t, token, code);
    await work(t);
    for (const stranger of ['a'.repeat(43), await sealedToken(anne.email), token.slice(1), `${token}a`]) {
      const answer = await typeCode(t, stranger, code);
      expect(answer).toMatchObject({ status: 404 });
      expect(answer.body).toContain('Ce lien n’est pas valable');
    }
  });

  it('until it expires, and then says whom to ask', async () => {
    const { token, code } = await codeSent(t);
    const answer = await typeCode(t, token, code, { clock: () => after(new Date(), 61 * 24 * 3600) });
    expect(answer.status).toBe(410);
    expect(answer.body).toContain('Ce lien a expiré');
    expect(answer.body).toContain('mailto:');
  });
});

describe('a wording that has changed since the page was shown', () => {
  const form = (code: string) => ({ code, consentVersion: '2020-01' });

  it('is told to a program as a problem', async () => {
    const { token, code } = await codeSent(t);
    const accept = 'application/json';
    const { body } = await t.submit(signDocument, contract, { params: { token }, form: form(code), accept });
    expect(body).toMatchObject({ status: 422, detail: expect.stringContaining('mis à jour') });
  });
});
