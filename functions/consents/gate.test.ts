import { beforeAll, expect, it } from 'vitest';
import { asked, press, recorded, withdraw } from '../../test/consents.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import addSuppressionContract from '../mail/add-suppression/contract.ts';
import { handler as addSuppression } from '../mail/add-suppression/handler.ts';
import { holds } from '../mail/only-while.ts';
import { type MailingSender, mayBeReached, type Standing, standOf, whileReachable } from './gate.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const suppress = (address: string) =>
  t.call(addSuppression, addSuppressionContract, { body: { address, reason: 'manual', detail: 'parti' } });

/** An address that stands so. */
const MADE: Readonly<Record<Standing, () => Promise<string>>> = {
  external: async () => t.email('external'),
  suppressed: async () => {
    const { email, token } = await asked(t, 'suppressed');
    await press(t, token, ['accept']);
    await suppress(email);
    return email;
  },
  refused: async () => {
    const { email } = await asked(t, 'refused');
    await withdraw(t, email);
    return email;
  },
  pending: async () => (await asked(t, 'pending')).email,
  'not-solicited': async () => {
    const email = t.email('unasked');
    await recorded(t, email);
    return email;
  },
  accepted: async () => {
    const { email, token } = await asked(t, 'accepted');
    await press(t, token, ['accept']);
    return email;
  },
};

const platform: MailingSender = { kind: 'platform' };
const careful: MailingSender = { kind: 'own', also: [] };
const bold: MailingSender = { kind: 'own', also: ['pending', 'not-solicited'] };

it.each<[Standing, boolean, boolean, boolean]>([
  ['external', false, false, false],
  ['suppressed', false, false, false],
  ['refused', false, false, false],
  ['pending', false, false, true],
  ['not-solicited', false, false, true],
  ['accepted', true, true, true],
])(
  'an address that is %s: reached by the platform %s, by an own sender %s, and at most %s',
  async (standing, ...may) => {
    const email = await MADE[standing]();
    expect(await standOf(t.tenant, email.toUpperCase())).toMatchObject({ standing });
    const senders = [platform, careful, bold];
    expect(senders.map((sender) => mayBeReached(standing, sender))).toEqual(may);
    // Who delivers reads suppression by itself, and records only as they were when the audience was made.
    if (standing === 'external' || standing === 'suppressed') return;
    expect(await Promise.all(senders.map((sender) => holds(whileReachable(t.tenant, email, sender))))).toEqual(may);
  },
);
