import { beforeEach, describe, expect, it } from 'vitest';
import { after, DAY } from '../../shared/clock.ts';
import { transact } from '../../shared/table/transact.ts';
import { actsOf, consentOf, withdraw } from '../../test/consents.ts';
import { crashAfter } from '../../test/crash.ts';
import { add, newList } from '../../test/lists.ts';
import { addresses, compute, create, press, ready, record, tick } from '../../test/mailings.ts';
import { timePasses } from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { beginConsent, consents } from '../consents/consent.ts';
import addSuppressionContract from '../mail/add-suppression/contract.ts';
import { handler as addSuppression } from '../mail/add-suppression/handler.ts';
import advanceContract from './advance-consent-campaign/contract.ts';
import { handler as advanceConsentCampaign } from './advance-consent-campaign/handler.ts';

let t: TestTenant;
beforeEach(async () => {
  t = await tenant();
});

type Move = 'accept' | 'refuse' | 'request';

/** Somebody whose record has the address, and whose consent stands so. */
async function somebody(name: string, by?: Move, kind: 'customer' | 'directory' = 'customer'): Promise<string> {
  const email = t.email(name);
  await record(t, { kind, emails: [email] });
  if (by) await transact([consents.move(t.tenant, await beginConsent(t.tenant, email, new Date()), by)]);
  return email;
}

/** Works through the steps of campaigns; each message comes `times` times. */
async function advance(times = 1): Promise<void> {
  for (
    let all = await t.queued('advance-consent-campaign');
    all.length;
    all = await t.queued('advance-consent-campaign')
  ) {
    for (const data of all) await t.receive(advanceConsentCampaign, advanceContract, data, { times });
  }
}

async function prepared(id: string, body: object = {}) {
  const answer = await press(t, 'prepareCampaign', id, { body });
  await advance(2);
  return answer;
}
const campaign = async (id: string) => (await press(t, 'campaign', id)).body;
const told = async (id: string, asking: string) =>
  (await addresses(t, id, { asking })).map(({ email }) => email.toLowerCase()).sort();
const later = (days: number) => after(new Date(), days * DAY);
const requestsTo = async (email: string) =>
  (await t.inbox(email)).filter(({ subject }) => subject.includes('vous demande votre accord'));

describe('a consent campaign', () => {
  it('asks those of a mailing whom it may, once each, and tells why not the others', async () => {
    const asked = [await somebody('new'), await somebody('newer', undefined, 'directory')].sort();
    await record(t, { kind: 'supplier', emails: [asked[0]!.toUpperCase()] });
    const others = [await somebody('yes', 'accept'), await somebody('no', 'refuse'), await somebody('wait', 'request')];
    const suppressed = await somebody('gone');
    await t.call(addSuppression, addSuppressionContract, {
      body: { address: suppressed, reason: 'manual', detail: 'parti' },
    });
    const listId = await newList(t);
    await add(t, listId, [{ email: t.email('stranger') }]);
    const id = await ready(t, {
      filter: { or: [{ lists: [listId] }, { kind: ['customer', 'supplier', 'directory'] }] },
    });

    expect(await prepared(id)).toMatchObject({ status: 202, body: { status: 'preparing', perMonth: 4, asked: 0 } });
    const recap = {
      ...{ toAsk: 2, accepted: 1, refused: 1, recentlyAsked: 1, groundless: 0, external: 1, suppressed: 1 },
      ...{ duplicate: 1, invalid: 0, total: 8 },
    };
    expect(await campaign(id)).toMatchObject({ status: 'ready', recap, progress: { done: 8, total: 8 } });
    expect(await told(id, 'to-ask')).toEqual(asked);
    expect(await addresses(t, id, { asking: 'external' })).toMatchObject([{ email: t.email('stranger') }]);
    expect(await t.inbox(asked[0]!)).toEqual([]);

    expect(await press(t, 'sendCampaign', id)).toMatchObject({ status: 202, body: { status: 'sending' } });
    await timePasses(t);
    expect(await campaign(id)).toMatchObject({ status: 'sent', asked: 2, recap, endedAt: expect.any(String) });
    for (const email of asked) {
      expect(await requestsTo(email)).toHaveLength(1);
      expect(await consentOf(t, email)).toMatchObject({ status: 'pending' });
    }
    for (const email of [...others, suppressed, t.email('stranger')]) expect(await t.inbox(email)).toEqual([]);
    expect(await told(id, 'asked')).toEqual(asked);

    // Prepared again, nobody is: not before the time to renew has come.
    await prepared(id);
    expect(await campaign(id)).toMatchObject({ recap: { toAsk: 0, recentlyAsked: 3 } });
    expect(await press(t, 'sendCampaign', id)).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('nobody-to-ask') },
    });
    await press(t, 'prepareCampaign', id, { clock: () => later(31) });
    await tick(t, later(31));
    expect(await campaign(id)).toMatchObject({ recap: { toAsk: 3, recentlyAsked: 0 } });
  });

  it('asks nobody without a ground, and as often as its terms say', async () => {
    const [customer, contact] = [await somebody('customer'), await somebody('directory', undefined, 'directory')];
    const id = await ready(t);
    await prepared(id, { ground: { directory: 'other' }, perMonth: 2, remindAfter: 7 });
    expect(await campaign(id)).toMatchObject({ recap: { toAsk: 1, groundless: 1 }, perMonth: 2, remindAfter: 7 });
    await press(t, 'sendCampaign', id);
    await tick(t, new Date());
    expect(await campaign(id)).toMatchObject({ status: 'sent' });
    await timePasses(t, later(8));
    expect(await consentOf(t, customer)).toMatchObject({ status: 'pending', ground: 'customer', perMonth: 2 });
    expect(await actsOf(t, customer)).toContain('reminded');
    expect(await consentOf(t, contact)).toMatchObject({ status: 'not-solicited' });
    await prepared(id, { ground: 'other' });
    expect(await campaign(id)).toMatchObject({ recap: { toAsk: 0, groundless: 1, recentlyAsked: 1 } });
  });

  it('reads each address again before it asks', async () => {
    const [first, second] = [await somebody('first'), await somebody('second')];
    const id = await ready(t);
    await prepared(id);
    const begun = await beginConsent(t.tenant, second, new Date());
    await transact([consents.move(t.tenant, begun, 'refuse')]);
    await press(t, 'sendCampaign', id);
    await timePasses(t);
    expect(await campaign(id)).toMatchObject({ status: 'sent', asked: 1, recap: { toAsk: 2 } });
    expect(await requestsTo(first)).toHaveLength(1);
    expect(await t.inbox(second)).toEqual([]);
    expect(await addresses(t, id, { asking: 'refused' })).toMatchObject([{ email: second }]);
    expect((await withdraw(t, first)).status).toBe(200);
  });

  it('is of an audience that is found, and of this one only', async () => {
    await somebody('one');
    const { body } = await create(t);
    expect((await press(t, 'prepareCampaign', body.id)).status).toBe(409);
    await compute(t);
    for (const verb of ['campaign', 'sendCampaign'] as const) expect((await press(t, verb, body.id)).status).toBe(404);
    expect((await press(t, 'prepareCampaign', body.id, { body: { perMonth: 99 } })).status).toBe(422);
    await press(t, 'prepareCampaign', body.id);
    expect((await press(t, 'sendCampaign', body.id)).status).toBe(409);
    await advance();
    await press(t, 'refresh', body.id);
    expect((await press(t, 'campaign', body.id)).status).toBe(404);
    const as = await t.key('mailings:write');
    expect((await press(t, 'prepareCampaign', body.id, { as })).status).toBe(403);
  });
});

it.each(['PutCommand', 'TransactWriteCommand', 'SendMessageBatchCommand'])(
  'a campaign that dies at its first %s asks everybody once, and counts them so',
  async (command) => {
    const emails = await Promise.all(['a', 'b'].map((name) => somebody(name)));
    const id = await ready(t);
    await prepared(id);
    await press(t, 'sendCampaign', id);
    const [data] = await t.queued('advance-consent-campaign');
    const run = () => t.receive(advanceConsentCampaign, advanceContract, data);
    expect(await crashAfter(command, run)).toBe(true);
    await run();
    await timePasses(t);
    expect(await campaign(id)).toMatchObject({ status: 'sent', asked: 2, progress: { done: 2, total: 2 } });
    for (const email of emails) {
      expect(await actsOf(t, email)).toEqual(['requested']);
      expect(await requestsTo(email)).toHaveLength(1);
    }
  },
);
