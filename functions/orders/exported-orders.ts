import type { Tenant } from '../../shared/identity/tenant.ts';
import { exponentOf } from '../../shared/money/money.ts';
import { writeCsv } from '../../shared/tables/write-csv.ts';
import { writeJson } from '../../shared/tables/write-json.ts';
import { currencyOf, isTrial, type Order, orders } from './order.ts';
import type { Report } from './order-export.ts';

type Cell = string | number | null;
const PAGE = 100;

/** Orders that were placed, newest first, a page of them in memory at a time. */
async function* placed(tenant: Tenant, saleActionId: string | undefined, now: Date): AsyncGenerator<Order> {
  const list = saleActionId ? { saleAction: saleActionId } : ('feed' as const);
  let cursor: string | undefined;
  do {
    const page = await orders.list(tenant, list, { now, limit: PAGE, cursor });
    for (const order of page.items) if (order.offer && !isTrial(order)) yield order;
    cursor = page.nextCursor;
  } while (cursor);
}

const COLUMNS: Readonly<Record<string, (order: Order, decimal: (amount: number) => Cell) => Cell>> = {
  orderId: ({ id }) => id,
  saleActionId: ({ saleActionId }) => saleActionId,
  articleId: ({ offer }) => offer?.articleId ?? null,
  status: ({ status }) => status,
  orderedAt: ({ orderedAt = null }) => orderedAt,
  paidAt: ({ paidAt = null }) => paidAt,
  email: ({ email }) => email,
  name: ({ name = null }) => name,
  country: ({ country = null }) => country,
  address: ({ postalAddress }) => (postalAddress ? Object.values(postalAddress).join(', ') : null),
  title: ({ offer }) => offer?.title ?? null,
  quantity: ({ offer }) => offer?.quantity ?? null,
  currency: (order) => currencyOf(order),
  net: ({ offer }, decimal) => decimal(offer?.totals.net ?? 0),
  vat: ({ offer }, decimal) => decimal(offer?.totals.vat ?? 0),
  total: ({ offer }, decimal) => decimal(offer?.totals.gross ?? 0),
  received: ({ received }, decimal) => decimal(received),
  refunded: ({ refunded }, decimal) => decimal(refunded),
  method: ({ method = null }) => method,
  reference: ({ reference }) => reference?.rf ?? null,
  answers: ({ answers }) => (Object.keys(answers).length ? JSON.stringify(answers) : null),
};

/** An amount in units of its currency, as a spreadsheet of ours reads it. */
const decimal = (amount: number, order: Order) => {
  const digits = exponentOf(currencyOf(order));
  return (amount / 10 ** digits).toFixed(digits);
};

async function* rows(
  tenant: Tenant,
  report: Report,
  saleActionId: string | undefined,
  now: Date,
): AsyncGenerator<Record<string, Cell>> {
  const all = placed(tenant, saleActionId, now);
  if (report !== 'orders') return yield* sums(report, all);
  for await (const order of all)
    yield Object.fromEntries(
      Object.entries(COLUMNS).map(([name, cell]) => [name, cell(order, (amount) => decimal(amount, order))]),
    );
}

/** VAT of what was sold, and not given back whole: by day, or by country, and rate. There are few of them. */
async function* sums(report: 'vat' | 'oss', all: AsyncGenerator<Order>): AsyncGenerator<Record<string, Cell>> {
  const found = new Map<string, { by: string; rate: number; order: Order; net: number; vat: number; sales: number }>();
  for await (const order of all) {
    if (!order.paidAt || !order.offer || ['refunded', 'to-refund'].includes(order.status)) continue;
    const by = report === 'vat' ? order.paidAt.slice(0, 10) : (order.country ?? '');
    for (const { vatRate, net, vat } of order.offer.totals.byRate) {
      const key = `${by} ${vatRate} ${currencyOf(order)}`;
      const sum = found.get(key) ?? { by, rate: vatRate, order, net: 0, vat: 0, sales: 0 };
      found.set(key, { ...sum, net: sum.net + net, vat: sum.vat + vat, sales: sum.sales + 1 });
    }
  }
  const sorted = [...found.values()].sort((a, b) => a.by.localeCompare(b.by) || a.rate - b.rate);
  for (const { by, rate, order, net, vat, sales } of sorted)
    yield {
      [report === 'vat' ? 'day' : 'country']: by,
      ...{ vatRate: rate, currency: currencyOf(order), sales },
      ...{ net: decimal(net, order), vat: decimal(vat, order), total: decimal(net + vat, order) },
    };
}

const HEADS: Readonly<Record<Report, readonly string[]>> = {
  orders: Object.keys(COLUMNS),
  vat: ['day', 'vatRate', 'currency', 'sales', 'net', 'vat', 'total'],
  oss: ['country', 'vatRate', 'currency', 'sales', 'net', 'vat', 'total'],
};

export const asCsv = (
  tenant: Tenant,
  report: Report,
  saleActionId: string | undefined,
  now: Date,
): AsyncGenerator<string> => writeCsv(cells(tenant, report, saleActionId, now));

async function* cells(tenant: Tenant, report: Report, saleActionId: string | undefined, now: Date) {
  const heads = [...HEADS[report]];
  yield heads as (string | null)[];
  for await (const row of rows(tenant, report, saleActionId, now))
    yield heads.map((name) => (row[name] === null || row[name] === undefined ? null : String(row[name])));
}

export const asJson = (
  tenant: Tenant,
  report: Report,
  saleActionId: string | undefined,
  now: Date,
): AsyncGenerator<string> => writeJson('items', rows(tenant, report, saleActionId, now));
