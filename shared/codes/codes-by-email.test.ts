import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { decryptedData, mails, queueMail } from '../../functions/mail/mail.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { after, HOUR } from '../clock.ts';
import { mailKind, words } from '../mails/mail-kind.ts';
import { entity } from '../table/entity.ts';
import { ConditionFailed, commit, transact } from '../table/transact.ts';
import { CODE, type CodeHolder, codeFields, codeState } from './code.ts';
import { makeCode, takeCode } from './make-code.ts';
import { tryCode } from './try-code.ts';

/** An area that lets people in by a code in a mail, as small as it gets. */
const visitors = entity({
  name: 'sample-visitor',
  partition: 'id',
  schema: z.object({ id: z.string(), email: z.string(), ...codeFields }),
});
const codeMail = mailKind('sample-code', {
  data: { code: words },
  secrets: ['code'],
  sample: { code: '012345' },
});

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const now = new Date();
let last = 0;

async function visitor(email = t.email(`visitor${last}`)) {
  const id = `visitor${++last}`;
  await transact([visitors.put(t.tenant, { id, email, codesSent: 0 })]);
  return id;
}

async function holderOf(id: string, more: Partial<CodeHolder> = {}): Promise<CodeHolder> {
  const { email, codesSent, code } = (await visitors.get(t.tenant, { id }))!;
  const { tenant } = t;
  return { tenant, purpose: 'enter', subject: id, channel: 'email', address: email, codesSent, code, ...more };
}

/** The mail and the code that it brings become true together. */
async function ask(id: string, holder?: CodeHolder) {
  const asked = holder ?? (await holderOf(id));
  const { code, change } = await makeCode(asked, now);
  const mail = await queueMail(
    { tenant: t.tenant, to: asked.address, locale: 'fr', kind: codeMail, data: { code } },
    now,
  );
  await commit([visitors.update(t.tenant, { id }, change(mail.mailId)), mail], now);
  return (await mails.get(t.tenant, { id: mail.mailId }))!;
}

async function type(id: string, code: string, clock = now) {
  const tried = await tryCode(await holderOf(id), code, clock);
  if (!tried.right && tried.counted) await transact([visitors.update(t.tenant, { id }, tried.counted.change)]);
  return tried;
}
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

it('the code of the mail opens, and stands in clear nowhere else', async () => {
  const id = await visitor();
  const mail = await ask(id);
  const { code = '' } = await decryptedData(mail);
  expect(JSON.stringify([mail, await visitors.get(t.tenant, { id })])).not.toContain(code);
  expect((await holderOf(id)).code?.messageId).toBe(mail.id);
  expect(await type(id, wrong(code))).toMatchObject({
    right: false,
    counted: { details: { tries: 1, reason: 'wrong' } },
  });
  expect(await type(id, code)).toEqual({ right: true, number: 1, tries: 2 });
});

it('opens nothing else: not for another account, another use, another subject, nor after the next', async () => {
  const id = await visitor();
  const { code = '' } = await decryptedData(await ask(id));
  const elsewhere = await tenant();
  for (const more of [{ tenant: elsewhere.tenant }, { purpose: 'withdraw' }, { subject: 'visitor0' }]) {
    expect(await tryCode(await holderOf(id, more), code, now)).toMatchObject({ right: false });
  }
  const next = (await decryptedData(await ask(id))).code;
  if (next !== code) expect(await type(id, code)).toMatchObject({ right: false });
});

it('dies of five wrong tries, made at once or not, and that is noted once', async () => {
  const id = await visitor();
  const { code = '' } = await decryptedData(await ask(id));
  const guesses = await Promise.allSettled(Array.from({ length: 4 }, () => type(id, wrong(code))));
  for (const guess of guesses) if (guess.status === 'rejected') expect(guess.reason).toBeInstanceOf(ConditionFailed);
  while (codeState(await holderOf(id), now) === 'live') await type(id, wrong(code));
  expect(await holderOf(id)).toMatchObject({ code: { tries: CODE.tries } });
  expect(await type(id, code)).toMatchObject({ right: false, counted: { details: { reason: 'exhausted' } } });
  expect(await type(id, code)).not.toHaveProperty('counted');
});

it('dies in time', async () => {
  const id = await visitor();
  const { code = '' } = await decryptedData(await ask(id));
  expect(await type(id, code, after(now, CODE.seconds))).toMatchObject({ right: false });
  expect(await type(id, code, after(now, CODE.seconds - 1))).toMatchObject({ right: true });
});

it('two who ask at once: one code is made', async () => {
  const id = await visitor();
  const holder = await holderOf(id);
  const asked = await Promise.allSettled([ask(id, holder), ask(id, holder)]);
  expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await holderOf(id)).codesSent).toBe(1);
});

it('so many leave in an hour for one subject, in one account: its namesake elsewhere waits for nothing', async () => {
  const id = await visitor();
  const holder = await holderOf(id);
  for (let sent = 0; sent < CODE.sends.max; sent++) expect(await takeCode(holder, now)).toBe(0);
  const wait = await takeCode(holder, now);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(HOUR);
  expect(await takeCode({ ...holder, tenant: (await tenant()).tenant }, now)).toBe(0);
});
