import { beforeAll, expect, it } from 'vitest';
import { webhookFacts } from '../../events/webhook.ts';
import { commit } from '../../shared/table/transact.ts';
import { work } from '../../test/consumers.ts';
import { happenedIn } from '../../test/facts.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { tell } from '../facts/fact.ts';
import getContract from './get-notices/contract.ts';
import { handler as get } from './get-notices/handler.ts';
import tellOwnerContract from './tell-owner/contract.ts';
import { handler as tellOwner } from './tell-owner/handler.ts';
import updateContract from './update-notices/contract.ts';
import { handler as update } from './update-notices/handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});
const change = (body: object, as = t.apiKey) => t.call(update, updateContract, { body, as });

it('a user is written of everything until they choose, field by field', async () => {
  const all = ['completed', 'declined', 'cancelled', 'expired', 'failed'];
  expect((await t.call(get, getContract)).body).toEqual({ locale: 'fr', signatureEnded: all });
  expect((await change({ signatureEnded: ['failed', 'completed'] })).body).toEqual({
    locale: 'fr',
    signatureEnded: ['completed', 'failed'],
  });
  await change({ locale: 'en' });
  expect((await t.call(get, getContract)).body).toEqual({ locale: 'en', signatureEnded: ['completed', 'failed'] });
  expect((await change({ signatureEnded: ['opened'] })).body.errors[0].pointer).toBe('/signatureEnded/0');
  expect((await change({ signatureEnded: [] }, await t.key('account:read'))).status).toBe(403);
  await change({ locale: 'fr' });
});

it('whose software is no longer called is told once, and how to mend it', async () => {
  const now = new Date();
  const data = { webhookEndpointId: 'whe_1', url: 'https://crm.example/guichet', because: 'gone' } as const;
  await commit([tell(t.tenant, webhookFacts, 'disabled', data, now)], now);
  await work(t);
  const fact = (await happenedIn(t)).find(({ name }) => name === 'webhook.disabled');
  await t.receive(tellOwner, tellOwnerContract, fact, { times: 2 });
  await work(t);
  const mails = await t.inbox(t.userEmail);
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Votre logiciel n’est plus prévenu\u00a0: point d’accès désactivé',
  ]);
  expect(mails[0]?.text).toContain('https://crm.example/guichet\n\nElle a répondu 410');
  expect(mails[0]?.text).toMatch(/PATCH http\S+\/v1\/webhook-endpoints\/whe_1 avec {"enabled": true}/);
});
