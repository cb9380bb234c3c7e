import { beforeAll, expect, test } from 'vitest';
import { mailsTo } from '../../../test/accounts.ts';
import { buy, onSale, openShop, PRICE, type Sale, sessionOf, settled, told } from '../../../test/selling.ts';
import { stripeKey, testStripe } from '../../../test/stripe.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import testContract from '../../payments/test-stripe/contract.ts';
import { handler as tryStripe } from '../../payments/test-stripe/handler.ts';
import settingsContract from '../../payments/update-payment-settings/contract.ts';
import { handler as updateSettings } from '../../payments/update-payment-settings/handler.ts';
import addContract from '../add-bank-statement/contract.ts';
import { handler as addStatement } from '../add-bank-statement/handler.ts';
import discardContract from '../discard-bank-statement-line/contract.ts';
import { handler as discardLine } from '../discard-bank-statement-line/handler.ts';
import reconciliationContract from '../get-reconciliation/contract.ts';
import { handler as getReconciliation } from '../get-reconciliation/handler.ts';
import listContract from '../list-orders/contract.ts';
import { handler as listOrders } from '../list-orders/handler.ts';
import matchContract from '../match-bank-statement/contract.ts';
import { handler as matchStatement } from '../match-bank-statement/handler.ts';
import refundContract from '../refund-order/contract.ts';
import { handler as refundOrder } from '../refund-order/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let sale: Sale;
beforeAll(async () => {
  t = await tenant();
  sale = await onSale(t, await openShop(t), { title: 'Le guide', type: 'other' }, { price: PRICE });
});

const inHours = (hours: number) => ({ clock: () => new Date(Date.now() + hours * 3_600_000) });
const reconcile = async (hours: number) => {
  await t.receive(handler, contract, { tenant: t.tenant }, inHours(hours));
  return (await t.call(getReconciliation, reconciliationContract, {})).body;
};
const notices = async () => (await mailsTo(t, t.userEmail)).filter(({ subject }) => /à regarder$/.test(subject ?? ''));
const orderOf = async (email: string) =>
  (await t.call(listOrders, listContract, { query: { saleActionId: sale.saleActionId } })).body.items.find(
    (order: { email: string }) => order.email === email,
  );

test('comes out empty when all is well; what differs is told once, with what to do, until it is mended', async () => {
  const stripe = await testStripe();
  const body = { testMode: false, stripe: { live: { restrictedKey: stripeKey('live') } } };
  await t.call(updateSettings, settingsContract, { body });
  await t.call(tryStripe, testContract, { body: {} });
  stripe.calls.length = 0;
  const paid = async (name: string) => {
    const email = t.email(name);
    const { answer } = await buy(t, sale, email, { method: 'card' });
    stripe.act(sessionOf(answer), 'pay');
    return { email, session: sessionOf(answer), calls: stripe.calls.splice(0) };
  };
  expect((await t.call(getReconciliation, reconciliationContract, {})).body).toEqual({ count: 0, findings: [] });

  // One is told of as it should be; of the other no event ever comes.
  const [well, lost] = [await paid('bien'), await paid('perdue')];
  for (const call of well.calls) await told(t, call);
  await settled(t);
  const { id: lostId } = await orderOf(lost.email);
  expect(await reconcile(0)).toMatchObject({ count: 0 });
  expect(await reconcile(3)).toMatchObject({
    count: 1,
    findings: [
      { kind: 'paid-not-served', orderId: lostId, amount: 1990, message: expect.stringMatching(/Stripe a encaissé/) },
    ],
  });
  const [notice] = await notices();
  expect(notice?.subject).toBe('Une vente à regarder');
  expect(notice?.text).toMatch(new RegExp(`${lostId} · 19,90`));
  // It was looked at again at once.
  await settled(t, inHours(3));
  expect((await orderOf(lost.email)).status).toBe('confirmed');
  expect(await reconcile(27)).toMatchObject({ count: 0, findings: [] });

  // Given back at Stripe, told by no event; a transfer of nobody.
  stripe.act(well.session, 'refund');
  const { id: backId } = await orderOf(well.email);
  await t.call(addStatement, addContract, {
    body: { lines: [{ amount: 700, bookedOn: '2026-11-27', text: 'Merci' }] },
  });
  for (const data of await t.queued('match-bank-statement')) await t.receive(matchStatement, matchContract, data);
  const both = await reconcile(30);
  expect(both.findings.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['line-unmatched', 'refund-differs']);
  expect(await notices()).toHaveLength(2);
  const line = both.findings.find(({ kind }: { kind: string }) => kind === 'line-unmatched');
  expect(line).toMatchObject({ amount: 700, mend: `POST /v1/bank-statement-lines/${line.lineId}/assign` });
  await settled(t, inHours(30));
  expect((await orderOf(well.email)).id).toBe(backId);
  expect((await orderOf(well.email)).status).toBe('refunded');
  // The same again is not told again.
  expect((await reconcile(50)).count).toBe(1);
  expect(await notices()).toHaveLength(2);
  await t.call(discardLine, discardContract, { params: { lineId: line.lineId } });
  expect((await reconcile(51)).count).toBe(0);

  // What the merchant gives back here is the same there.
  expect(
    (await t.call(refundOrder, refundContract, { params: { orderId: lostId }, body: { amount: 500 } })).status,
  ).toBe(200);
  expect((await reconcile(52)).count).toBe(0);
  stripe.failNext('unavailable', 4);
  expect((await reconcile(53)).findings).toMatchObject([{ kind: 'stripe-silent' }]);
});
