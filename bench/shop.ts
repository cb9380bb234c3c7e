import { isDeepStrictEqual } from 'node:util';
import { ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { openAccount } from '../functions/accounts/account.ts';
import { newOrder, orders } from '../functions/orders/order.ts';
import { orderLink } from '../functions/orders/order-link.ts';
import { keepPaymentSettings, readPaymentSettings } from '../functions/payments/payment-settings.ts';
import { articles } from '../functions/shop/article.ts';
import { findSaleAction, saleActions } from '../functions/shop/sale-action.ts';
import type { Engines } from '../infra/local/engines.ts';
import { config } from '../shared/config.ts';
import type { Handler } from '../shared/function/parts.ts';
import type { HttpEvent, HttpResponse } from '../shared/function/request.ts';
import { issueApiKey } from '../shared/identity/api-key.ts';
import type { Tenant } from '../shared/identity/tenant.ts';
import { newId } from '../shared/ids.ts';
import { logger } from '../shared/log.ts';
import { database } from '../shared/table/client.ts';
import { commit, transact } from '../shared/table/transact.ts';
import { callsOf } from '../test/calls.ts';
import { deployed } from './deployed.ts';
import { type Figure, sideBySide, timed } from './figures.ts';

const AIM = 1.5;
const TIMES = 100;
const [BUYERS, PLACES] = [200, 50];
/** Rows of a transaction. */
const TOGETHER = 100;

type Call = Handler<HttpEvent, HttpResponse>;

const handlerOf = async (engines: Engines, name: string) => {
  Object.assign(process.env, engines.environmentOf(name));
  return (await deployed<Call>(engines, name)).with({ log: logger({}, () => {}) });
};

/** Ordering, and a rush for the last places. */
export async function selling(engines: Engines): Promise<Figure[]> {
  const [show, place] = [await handlerOf(engines, 'show-order'), await handlerOf(engines, 'place-order')];
  return [...(await checkout(show, place)), ...(await rush(show, place))];
}

/** A business that sells one thing by transfer, and somebody's key to it. */
async function business(capacity?: number) {
  const now = new Date();
  const stamps = { createdAt: now.toISOString(), updatedAt: now.toISOString() };
  const person = { email: 'camille@bench.example', firstName: 'Camille', lastName: 'Durand', company: 'Durand & fils' };
  const { account, user, writes } = openAccount(person, now);
  const tenant = account.id;
  const key = issueApiKey({ accountId: tenant, userId: user.id, name: 'bench', rights: ['*'] }, now);
  const article = articles.schema.parse({
    ...{
      id: newId('art', now),
      name: 'Guide',
      title: 'Le guide',
      type: 'other',
      language: 'fr',
      tabs: [],
      reviews: [],
    },
    ...{ isShipped: false, saleActions: 1, version: 1, ...stamps },
  });
  const action = saleActions.schema.parse({
    ...{ id: newId('sac', now), articleId: article.id, name: 'Vente', design: 'classic', slug: 'guide', closed: false },
    price: { amount: 1990, currency: 'EUR', vat: 'included', vatRate: 5.5, abroad: [] },
    ...{ mostPerOrder: 1, extraFields: [], asksTerms: false, telegram: false, held: 0, sold: 0, hasSold: false },
    ...{ formerSlugs: [], version: 1, ...stamps, ...(capacity && { capacity, left: capacity }) },
  });
  const before = await readPaymentSettings(tenant);
  const transfer = { iban: 'BE71096123456769', holder: 'Durand & fils' };
  await commit(
    [
      ...[...writes, key.write, articles.put(tenant, article), saleActions.put(tenant, action)],
      keepPaymentSettings(tenant, before, { ...before, transfer }),
    ],
    now,
  );
  return { tenant, key: key.text, saleActionId: action.id };
}

/** Orders that were begun, each by the token of its link. */
async function begun(tenant: Tenant, saleActionId: string, many: number): Promise<string[]> {
  const now = new Date();
  const tokens: string[] = [];
  for (let i = 0; i < many; i += TOGETHER / 2) {
    const some = Array.from({ length: Math.min(TOGETHER / 2, many - i) }, (_, j) => {
      const order = newOrder({ email: `zoe${i + j}@bench.example`, saleActionId, locale: 'fr' }, now);
      const { link, write } = orderLink(tenant, order, now);
      tokens.push(link.split('/').pop() ?? '');
      return [orders.put(tenant, order), write];
    });
    await transact(some.flat());
  }
  return tokens;
}

let callers = 0;
/** Each call comes from another address: nobody is held back. */
const event = (path: string, token: string, fields?: Record<string, string>): HttpEvent =>
  ({
    headers: {
      accept: 'text/html',
      host: new URL(config.publicUrl()).host,

      ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    rawPath: path,
    pathParameters: { token },
    requestContext: { requestId: 'bench', http: { sourceIp: `192.0.2.${++callers % 250}`, userAgent: 'bench' } },
    body: fields && new URLSearchParams(fields).toString(),
    isBase64Encoded: false,
  }) as unknown as HttpEvent;

/** Presses the button of a form that was shown. */
async function presses(show: Call, place: Call, like: string) {
  const { body = '' } = await show(event(`/order/${like}`, like));
  const shown = /name="shown" value="(\w+)"/.exec(body)?.[1] ?? '';
  return (token: string) => place(event(`/order/${token}`, token, { name: 'Anne Martin', method: 'transfer', shown }));
}

async function checkout(show: Call, place: Call): Promise<Figure[]> {
  const { tenant, saleActionId } = await business();
  const tokens = await begun(tenant, saleActionId, TIMES + TIMES / 10 + 2);
  const press = await presses(show, place, tokens[0] ?? '');
  const before = await rows();
  const { calls, answer } = await callsOf(() => press(tokens.pop() ?? ''));
  if (answer.statusCode !== 303) throw new Error(`place-order answered ${answer.statusCode}: ${answer.body}`);
  const after = await rows();
  const written = [...after].flatMap(([key, row]) => (isDeepStrictEqual(before.get(key), row) ? [] : [row]));
  let times = 0;
  const bare = async () => {
    times++;
    await database().send(
      new TransactWriteCommand({
        TransactItems: written.map((Item) => ({
          Put: { TableName: config.table(), Item: { ...Item, pk: `${Item.pk}-${times}` } },
        })),
      }),
    );
  };
  const ms = await sideBySide({ ours: () => press(tokens.pop() ?? ''), bare }, TIMES);
  const one = (call: string) => calls.filter((each) => each === call).length;
  return [
    {
      what: 'an order, against its transaction alone',
      value: ms.ours / ms.bare,
      unit: 'x',
      limit: AIM,
      note: `${ms.ours.toFixed(2)} ms against ${ms.bare.toFixed(2)} ms for ${written.length} items; ${[...new Set(calls)].map((call) => `${one(call)} ${call}`).join(', ')}`,
    },
  ];
}

/** All items of the table, as they stand. */
async function rows(): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>();
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await database().send(
      new ScanCommand({ TableName: config.table(), ExclusiveStartKey: from }),
    );
    for (const item of Items) found.set(`${item.pk} ${item.sk}`, item);
    from = LastEvaluatedKey;
  } while (from);
  return found;
}

async function rush(show: Call, place: Call): Promise<Figure[]> {
  const { tenant, saleActionId } = await business(PLACES);
  const tokens = await begun(tenant, saleActionId, BUYERS);
  const press = await presses(show, place, tokens[0] ?? '');
  let answers: HttpResponse[] = [];
  const ms = await timed(async () => {
    answers = await Promise.all(tokens.map(press));
  });
  const { held, left } = await findSaleAction(tenant, saleActionId);
  const ordered = answers.filter(({ statusCode }) => statusCode === 303).length;
  const others = answers.filter(({ statusCode }) => statusCode !== 303 && statusCode !== 409).length;
  if (ordered !== PLACES || held !== PLACES || left !== 0)
    throw new Error(
      `${ordered} orders and ${held} places held, ${left} left, of ${PLACES}; answers ${[...new Set(answers.map(({ statusCode }) => statusCode))]}`,
    );
  return [
    {
      what: `${BUYERS} buyers at once of ${PLACES} places: ${ordered} sold`,
      value: PLACES / (ms / 1000),
      unit: '/s',
      note: `${(ms / 1000).toFixed(1)} s until the last one was answered; ${others} were asked to try again`,
    },
  ];
}
