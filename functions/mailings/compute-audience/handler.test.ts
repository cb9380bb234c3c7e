import { beforeAll, describe, expect, it } from 'vitest';
import { emailKey } from '../../../shared/fields/email-address.ts';
import { asked } from '../../../test/consents.ts';
import { crashes } from '../../../test/crash.ts';
import { addresses, agreed, compute, create, ready, record, refused, seen } from '../../../test/mailings.ts';
import fc from '../../../test/property.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import addSuppressionContract from '../../mail/add-suppression/contract.ts';
import { handler as addSuppression } from '../../mail/add-suppression/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

const suppress = (t: TestTenant, address: string) =>
  t.call(addSuppression, addSuppressionContract, { body: { address, reason: 'manual', detail: 'parti' } });

describe('an audience of every kind', () => {
  let t: TestTenant;
  let accepted: string;
  beforeAll(async () => {
    t = await tenant();
    accepted = await agreed(t, 'accepted');
    await refused(t, 'refused');
    await asked(t, 'pending');
    await suppress(t, await agreed(t, 'suppressed'));
    await record(t, { emails: [t.email('unasked'), t.email('second')] });
    // The same address in a second record, otherwise written.
    await record(t, { kind: 'supplier', emails: [accepted.toUpperCase()] });
    await record(t, { emails: [] });
  });

  const RECAP = {
    ...{ accepted: 1, refused: 1, pending: 1, notSolicited: 2, external: 0, suppressed: 1, duplicate: 1, invalid: 0 },
    total: 7,
  };

  it('is counted once each, by the first reason that applies, and told address by address', async () => {
    const id = await ready(t);
    const mailing = await seen(t, id);
    expect(mailing).toMatchObject({
      status: 'ready',
      recap: RECAP,
      contactsWithoutAddress: 1,
      progress: { done: 7, total: 7 },
      results: { planned: 1, claimed: 0, sent: 0, withdrawn: 0, suppressed: 0, refused: 0, uncertain: 0 },
    });
    const all = await addresses(t, id);
    expect(all).toHaveLength(7);
    expect(all.filter(({ result }) => result)).toEqual([
      expect.objectContaining({ status: 'accepted', result: 'planned' }),
    ]);
    expect(await addresses(t, id, { status: 'duplicate' })).toMatchObject([
      { email: expect.stringMatching(/^ACCEPTED/i) },
    ]);
    expect(await addresses(t, id, { result: 'planned', limit: 1 })).toHaveLength(1);
  });

  it('is the same by pages of two, each address once', async () => {
    const id = await ready(t);
    const whole = await addresses(t, id);
    expect(await addresses(t, id, { limit: 2 })).toEqual(whole);
    expect(new Set(whole.map(({ email, contactId }) => `${emailKey(email)} ${contactId}`)).size).toBe(7);
  });

  it('is the same when every step is done twice', async () => {
    const { body } = await create(t);
    await compute(t, 2);
    expect(await seen(t, body.id)).toMatchObject({ status: 'ready', recap: RECAP, contactsWithoutAddress: 1 });
  });

  it('stays as it was frozen', async () => {
    const id = await ready(t);
    await agreed(t, 'later');
    expect(await seen(t, id)).toMatchObject({ recap: RECAP });
    expect(await addresses(t, id)).toHaveLength(7);
  });

  it('is the same however often its reader dies', { timeout: 300_000 }, async () => {
    const t = await tenant();
    await record(t, { emails: [t.email('one'), t.email('two')] });
    await record(t, { emails: [t.email('ONE')] });
    for await (const die of crashes()) {
      const { body } = await create(t);
      const [first] = await t.queued('compute-audience');
      await t.receive(handler, contract, first);
      const [data] = await t.queued('compute-audience');
      await die(() => t.receive(handler, contract, data));
      await t.receive(handler, contract, data);
      expect(await seen(t, body.id)).toMatchObject({
        status: 'ready',
        recap: { notSolicited: 2, duplicate: 1, total: 3 },
      });
      expect(await addresses(t, body.id)).toHaveLength(3);
    }
  });
});

describe('a sender of the business’s own', () => {
  it('reaches also those it chose, never those who refused', async () => {
    const t = await tenant();
    const { smtp } = await ownAccount(t);
    await agreed(t, 'yes');
    await refused(t, 'no');
    await asked(t, 'asked');
    await record(t, { emails: [t.email('unasked')] });
    const planned = async (also: string[]) =>
      (await addresses(t, await ready(t, { sender: smtp, also }), { result: 'planned' }))
        .map(({ status }) => status)
        .sort();
    expect(await planned([])).toEqual(['accepted']);
    expect(await planned(['pending'])).toEqual(['accepted', 'pending']);
    expect(await planned(['not-solicited', 'pending'])).toEqual(['accepted', 'not-solicited', 'pending']);
  });
});

describe('whatever the records, the recap', () => {
  it('sums to their addresses, counts each once, and equals what is told address by address', async () => {
    const names = fc.constantFrom('a', 'B', 'b', 'c.d', 'C.D', 'e+f', 'g');
    const people = fc.array(fc.uniqueArray(names, { maxLength: 3, selector: (name) => name.toLowerCase() }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(people, async (records) => {
        const t = await tenant();
        for (const own of records) await record(t, { emails: own.map((name) => t.email(name)) });
        const id = await ready(t);
        const { recap, contactsWithoutAddress } = await seen(t, id);
        const all = records.flat();
        const distinct = new Set(all.map((name) => name.toLowerCase())).size;
        expect(recap).toMatchObject({
          total: all.length,
          notSolicited: distinct,
          duplicate: all.length - distinct,
        });
        expect(contactsWithoutAddress).toBe(records.filter((own) => !own.length).length);
        const { total, ...counts } = recap as Record<string, number>;
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
        expect(await addresses(t, id)).toHaveLength(all.length);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

async function ownAccount(t: TestTenant) {
  const { smtpAccounts } = await import('../../sending-accounts/smtp/smtp-account.ts');
  const { newId } = await import('../../../shared/ids.ts');
  const { transact } = await import('../../../shared/table/transact.ts');
  const now = new Date();
  const at = now.toISOString();
  const smtp = newId('smtp', now);
  const account = {
    ...{
      id: smtp,
      owner: 'shop',
      purpose: 'campaign' as const,
      host: 'smtp.example.com',
      port: 465,
      security: 'tls' as const,
    },
    ...{
      login: 'x',
      encryptedPassword: 'x',
      fromAddress: 'shop@example.com',
      createdAt: at,
      updatedAt: at,
      version: 1,
    },
  };
  await transact([smtpAccounts.put(t.tenant, account)]);
  return { smtp };
}
