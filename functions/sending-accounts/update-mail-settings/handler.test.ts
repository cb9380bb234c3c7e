import { beforeEach, describe, expect, it } from 'vitest';
import { smtpSteps } from '../../../test/smtp/steps.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import readContract from '../get-mail-settings/contract.ts';
import { handler as read } from '../get-mail-settings/handler.ts';
import { findSmtpAccount, keepTest, listSmtpAccounts, smtpPassword } from '../smtp/smtp-account.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let steps: ReturnType<typeof smtpSteps>;
beforeEach(async () => {
  t = await tenant();
  steps = smtpSteps(t);
});
const OFF = { enabled: false };
const BREVO = {
  enabled: true,
  provider: 'brevo',
  senderAddress: 'lettre@durand.example',
  login: 'compte@durand.example',
  smtpKey: ' xsmtpsib-1234 ',
};
const set = (body: object, call: { as?: string } = {}) => t.call(handler, contract, { body, ...call });
const get = (call: { as?: string; headers?: Record<string, string> } = {}) => t.call(read, readContract, call);

it('at first everything leaves by Guichet, and that is said', async () => {
  const { status, body } = await get();
  expect(status).toBe(200);
  const because = 'Vos réglages confient l’envoi à Guichet.';
  const byGuichet = { transport: 'platform', fromAddress: 'no-reply@guichet.example', because };
  expect(body).toEqual({
    mode: 'platform',
    campaign: { enabled: false },
    senders: [
      { for: 'shop', ...byGuichet },
      { for: t.userId, name: 'Camille', ...byGuichet },
    ],
  });
});

describe('by SMTP', () => {
  it('a user’s own account, else the shop’s, else Guichet: each with the reason', async () => {
    const none = await set({ mode: 'smtp', campaign: OFF });
    expect(none.status).toBe(200);
    expect(none.body.senders).toMatchObject([
      { for: 'shop', transport: 'platform', because: expect.stringContaining('ni l’utilisateur ni le magasin') },
      { for: t.userId, transport: 'platform' },
    ]);

    const shop = (await steps.create({ fromAddress: 'magasin@durand.example' })).body.id;
    expect((await get()).body.senders).toMatchObject([
      { for: 'shop', transport: 'smtp', smtpAccountId: shop, fromAddress: 'magasin@durand.example' },
      { for: t.userId, smtpAccountId: shop, because: expect.stringContaining('celui du magasin') },
    ]);

    const own = (await steps.create({ owner: t.userId, fromAddress: 'camille@durand.example' })).body.id;
    const { body } = await get({ headers: { 'accept-language': 'en' } });
    expect(body.senders).toMatchObject([
      { for: 'shop', smtpAccountId: shop },
      { for: t.userId, smtpAccountId: own, because: 'This user has an SMTP account.' },
    ]);
    expect(JSON.stringify(body)).not.toContain('warning');
  });

  it('an account whose last test failed is used all the same, with a warning that says what to do', async () => {
    await set({ mode: 'smtp', campaign: OFF });
    const { id } = (await steps.create()).body;
    const lastTest = {
      at: new Date().toISOString(),
      ok: false,
      stage: 'authenticate',
      advice: 'app-password',
    } as const;
    await keepTest(t.tenant, await findSmtpAccount(t.tenant, id), lastTest);
    expect((await get()).body.senders[0]).toMatchObject({
      transport: 'smtp',
      smtpAccountId: id,
      warning: expect.stringMatching(/dernier essai.*mot de passe d’application/),
    });
  });

  it('the accounts of campaigns send nothing else', async () => {
    await set({ mode: 'smtp', campaign: BREVO });
    expect((await get()).body.senders[0].transport).toBe('platform');
  });
});

describe('campaigns', () => {
  it('leave through an SMTP account that can be tested; the key is encrypted and never shown', async () => {
    const { status, body } = await set({ mode: 'platform', campaign: BREVO });
    expect(status).toBe(200);
    const { smtpKey: _, ...shown } = BREVO;
    expect(body.campaign).toEqual({ ...shown, smtpAccountId: expect.stringMatching(/^smtp_/) });
    expect((await get()).body).toEqual(body);
    expect(JSON.stringify(body)).not.toContain('xsmtpsib');
    const account = await findSmtpAccount(t.tenant, body.campaign.smtpAccountId);
    expect(account).toMatchObject({ purpose: 'campaign', owner: 'shop', host: 'smtp-relay.brevo.com', port: 587 });
    expect(await smtpPassword(t.tenant, account)).toBe('xsmtpsib-1234');
  });

  it('the same settings again change nothing', async () => {
    const first = await set({ mode: 'smtp', campaign: BREVO });
    const { smtpKey: _, ...again } = BREVO;
    expect((await set({ mode: 'smtp', campaign: again })).body).toEqual(first.body);
    expect(await findSmtpAccount(t.tenant, first.body.campaign.smtpAccountId)).toMatchObject({ version: 1 });
    expect(await listSmtpAccounts(t.tenant, new Date())).toHaveLength(1);
  });

  it('at once and twice: one account', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => set({ mode: 'smtp', campaign: BREVO })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await listSmtpAccounts(t.tenant, new Date())).toHaveLength(1);
  });

  it('keep their key when something else changes, and want a new one with another provider', async () => {
    const { body } = await set({ mode: 'smtp', campaign: BREVO });
    const id = body.campaign.smtpAccountId;
    const { smtpKey: _, ...noKey } = BREVO;
    await set({ mode: 'smtp', campaign: { ...noKey, senderAddress: 'info@durand.example' } });
    const changed = await findSmtpAccount(t.tenant, id);
    expect(changed.fromAddress).toBe('info@durand.example');
    expect(await smtpPassword(t.tenant, changed)).toBe('xsmtpsib-1234');

    const refused = await set({ mode: 'smtp', campaign: { ...noKey, provider: 'mailjet' } });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toBe('/campaign/smtpKey');
    const moved = await set({ mode: 'smtp', campaign: { ...BREVO, provider: 'mailjet', smtpKey: 'secret' } });
    expect(moved.body.campaign).toMatchObject({ provider: 'mailjet', smtpAccountId: id });
    expect(await findSmtpAccount(t.tenant, id)).toMatchObject({ host: 'in-v3.mailjet.com' });
  });

  it('switched off and on again without typing the key', async () => {
    const { body } = await set({ mode: 'platform', campaign: BREVO });
    const off = await set({ mode: 'platform', campaign: OFF });
    expect(off.body.campaign).toMatchObject({ enabled: false, smtpAccountId: body.campaign.smtpAccountId });
    const { smtpKey: _, ...noKey } = BREVO;
    expect((await set({ mode: 'platform', campaign: noKey })).body).toEqual(body);
  });
});

describe('refuses', () => {
  it.each([
    ['a mode that there is not', { mode: 'pigeon', campaign: OFF }, '/mode'],
    ['half of the settings', { mode: 'smtp' }, '/campaign'],
    ['an unknown field', { mode: 'smtp', campaign: { ...BREVO, password: 'x' } }, '/campaign/password'],
    ['campaigns without a sender', { mode: 'smtp', campaign: { enabled: true } }, '/campaign/provider'],
    ['campaigns without a key', { mode: 'smtp', campaign: { ...BREVO, smtpKey: undefined } }, '/campaign/smtpKey'],
    ['a provider that is none', { mode: 'smtp', campaign: { ...BREVO, provider: 'gmail' } }, '/campaign/provider'],
    [
      'a header in the address',
      { mode: 'smtp', campaign: { ...BREVO, senderAddress: 'a@b.example\r\nBcc: c@d.example' } },
      '/campaign/senderAddress',
    ],
  ])('%s', async (_what, body, pointer) => {
    const answer = await set(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe(pointer);
    expect((await get()).body.campaign).toEqual({ enabled: false });
  });

  it('a key without the right, and shows nothing of another account', async () => {
    expect((await set({ mode: 'smtp', campaign: OFF }, { as: await t.key('mail:read') })).status).toBe(403);
    expect((await get({ as: await t.key('contacts:read') })).status).toBe(403);
    await set({ mode: 'smtp', campaign: BREVO });
    expect((await get({ as: (await tenant()).apiKey })).body).toMatchObject({ mode: 'platform', campaign: OFF });
  });
});

it('deleting the account of campaigns turns them off: what is read may be set again as it is', async () => {
  await set({ mode: 'platform', campaign: BREVO });
  const { smtpAccountId } = (await get()).body.campaign;
  expect((await steps.remove(smtpAccountId)).status).toBe(204);
  const { mode, campaign } = (await get()).body;
  expect(campaign).toEqual({ enabled: false });
  expect((await set({ mode, campaign })).status).toBe(200);
  expect((await set({ mode, campaign: BREVO })).body.campaign).toMatchObject({ enabled: true, provider: 'brevo' });
});
