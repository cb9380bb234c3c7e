import { beforeAll, expect, it, vi } from 'vitest';
import { after } from '../../../shared/clock.ts';
import { take } from '../../../shared/table/counter.ts';
import { GMAIL, smtpSteps } from '../../../test/smtp/steps.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { findSmtpAccount, type SmtpAccount } from '../../sending-accounts/smtp/smtp-account.ts';
import { MAILBOX_PACE, openingOf } from './turn.ts';

let t: TestTenant;
let account: SmtpAccount;
beforeAll(async () => {
  t = await tenant();
  account = await findSmtpAccount(t.tenant, (await smtpSteps(t).create(GMAIL)).body.id);
});

const now = new Date('2026-11-21T10:00:00.000Z');
const full = (windows: number) =>
  take(
    { key: `mail:${t.tenant}:${account.id}`, ...MAILBOX_PACE },
    after(now, windows * MAILBOX_PACE.window),
    MAILBOX_PACE.max,
  );

it('a mail that finds no turn however far it looks has none: it asks anew when it comes back', async () => {
  // Searches look at the first window of their reach: 1, 2, 4 and so on.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0);
  const because = { fr: '', en: '' };
  const opening = () => openingOf({ tenant: t.tenant } as never, { account, because }, now);
  await full(0);
  for (let reach = 1; reach <= 4096; reach *= 2) await full(reach);
  const { at, waitsFor } = await opening();
  expect(at.getTime()).toBeGreaterThan(now.getTime());
  expect(waitsFor).toBeUndefined();
  random.mockReturnValue(0.5);
  expect(await opening()).toMatchObject({ waitsFor: 'turn' });
  random.mockRestore();
});
