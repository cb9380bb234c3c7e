import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emailKey } from '../../../shared/fields/email-address.ts';
import { transact } from '../../../shared/table/transact.ts';
import expectedCases from '../../../test/cases/lists/expected.json' with { type: 'json' };
import { asked } from '../../../test/consents.ts';
import { crashes } from '../../../test/crash.ts';
import { add, imported, newList, share, unshare } from '../../../test/lists.ts';
import {
  addresses,
  agreed,
  compute,
  create,
  exportedRecipients,
  ownAccount,
  press,
  ready,
  record,
  refused,
  seen,
} from '../../../test/mailings.ts';
import fc from '../../../test/property.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { beginConsent, consents } from '../../consents/consent.ts';
import deleteContactContract from '../../contacts/delete-contact/contract.ts';
import { handler as deleteContact } from '../../contacts/delete-contact/handler.ts';
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

describe('an audience of lists', () => {
  let t: TestTenant;
  beforeAll(async () => {
    t = await tenant();
  });

  it('is that of the file of known and unknown addresses: counted, external ones told, and exported', async () => {
    const listId = await newList(t);
    const { given, recap } = expectedCases['18-against-known.csv'];
    for (const email of given.contacts) await record(t, { emails: [email] });
    const consent = async (email: string) => beginConsent(t.tenant, email, new Date());
    await transact([consents.move(t.tenant, await consent('connu.accepte@exemple.test'), 'accept')]);
    await transact([consents.move(t.tenant, await consent('connu.refuse@exemple.test'), 'refuse')]);
    await transact([consents.move(t.tenant, await consent('connu.attente@exemple.test'), 'request')]);
    await suppress(t, 'rebond@exemple.test');
    await imported(
      t,
      listId,
      await readFile(join(import.meta.dirname, '../../../test/cases/lists/18-against-known.csv')),
    );
    await record(t, { emails: [t.email('in-no-list')] });
    const id = await ready(t, { filter: { lists: [listId] } });
    expect(await seen(t, id)).toMatchObject({ recap, frozenAt: expect.any(String) });
    expect(await addresses(t, id, { status: 'external' })).toMatchObject([{ email: 'inconnu@exemple.test', listId }]);

    const csv = await exportedRecipients(t, id, { format: 'csv' });
    expect(csv.trim().split('\r\n')).toHaveLength(1 + recap.total);
    expect(csv).toContain('connu.accepte@exemple.test;Anne;Martin;;accepted;planned;');
    const { items } = JSON.parse(await exportedRecipients(t, id, { format: 'json', status: 'external' }));
    expect(items).toMatchObject([{ email: 'inconnu@exemple.test', listId, status: 'external' }]);
  });

  it('holds each address once, however many lists name it, and what the rest of the filter leaves of them', async () => {
    const [fair, shop] = [await newList(t), await newList(t)];
    const [known, stranger] = [t.email('known'), t.email('stranger')];
    await record(t, { kind: 'supplier', emails: [known] });
    for (const listId of [fair, shop]) await add(t, listId, [{ email: known.toUpperCase() }, { email: stranger }]);
    const told = async (filter: object) => {
      const { body } = await create(t, { filter });
      await compute(t, 2);
      const { recap, progress } = await seen(t, body.id);
      expect(progress.done).toBe(progress.total);
      return { external: recap.external, notSolicited: recap.notSolicited, total: recap.total };
    };
    expect(await told({ lists: [fair, shop] })).toEqual({ external: 1, notSolicited: 1, total: 2 });
    expect(await told({ lists: [fair], kind: 'customer' })).toEqual({ external: 0, notSolicited: 0, total: 0 });
    expect(await told({ kind: 'supplier', not: { lists: [fair] } })).toMatchObject({ total: 0 });
    expect(await told({ or: [{ lists: [shop] }, { kind: 'supplier' }] })).toEqual({
      external: 1,
      notSolicited: 1,
      total: 2,
    });
  });

  it('that names a list of somebody else’s is refused', async () => {
    const theirs = await newList(await tenant());
    const { status, body } = await create(t, { filter: { and: [{ lists: [theirs] }] } });
    expect([status, body.errors]).toEqual([422, [{ pointer: '/filter/lists', detail: expect.any(String) }]]);
  });

  it('fails, saying what to do, when a list is shared no more while it is found; then is found again', async () => {
    const owner = await tenant();
    const listId = await newList(owner);
    await add(owner, listId, [{ email: 'stranger@exemple.test' }]);
    await share(owner, listId, t.tenant);
    const { body } = await create(t, { filter: { lists: [listId] } });
    await unshare(owner, listId, t.tenant);
    await compute(t);
    expect(await seen(t, body.id)).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('partager de nouveau'),
    });
    for (const verb of ['send', 'resume'] as const) expect((await press(t, verb, body.id)).status).toBe(409);
    await share(owner, listId, t.tenant);
    expect((await press(t, 'refresh', body.id)).body).toMatchObject({ status: 'computing' });
    await compute(t);
    const found = await seen(t, body.id);
    expect(found).toMatchObject({ status: 'ready', recap: { external: 1, total: 1 } });
    expect(found.failure).toBeUndefined();
    // What is seen of another's list is seen no longer than the list.
    expect(await addresses(t, body.id)).toHaveLength(1);
    await unshare(owner, listId, t.tenant);
    expect(await addresses(t, body.id)).toEqual([]);
  });

  it('is found again as things stand, each address once, and is not once it has left', async () => {
    const t = await tenant();
    const first = await agreed(t, 'first');
    const id = await ready(t);
    const gone = (await addresses(t, id))[0]?.contactId ?? '';
    await agreed(t, 'second');
    await t.call(deleteContact, deleteContactContract, { params: { contactId: gone } });
    expect((await press(t, 'refresh', id)).status).toBe(202);
    await compute(t, 2);
    expect(await seen(t, id)).toMatchObject({ status: 'ready', recap: { accepted: 1, total: 1 } });
    expect((await addresses(t, id)).map(({ email }) => email)).toEqual([t.email('second')]);
    expect(await addresses(t, id)).not.toContainEqual(expect.objectContaining({ email: first }));
    await press(t, 'send', id);
    await press(t, 'pause', id);
    expect((await press(t, 'refresh', id)).status).toBe(409);
  });
});

describe('a sender of the business’s own', () => {
  it('reaches also those it chose, never those who refused', async () => {
    const t = await tenant();
    const smtp = await ownAccount(t);
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
  });
});
