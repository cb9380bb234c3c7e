import * as z from 'zod';
import { about, exampleId } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { REPORTS } from '../order-export.ts';

export default http({
  route: 'GET /v1/orders/export',
  summary: say(
    'Mène aux ventes, en CSV (`;`) ou en JSON, par un lien d’une minute.',
    'Leads to the sales, as CSV (`;`) or JSON, by a link that lasts a minute.',
  ),
  description: say(
    '`report` : `orders`, une ligne par commande passée ; `vat`, jour × taux des ventes payées ; `oss`, pays × taux. Les montants sont en unités de la monnaie (19,90), sans les frais de Stripe ; les commandes d’essai n’y sont pas.',
    '`report`: `orders`, a line for each order placed; `vat`, day × rate of paid sales; `oss`, country × rate. Amounts are in units of the currency (19.90), without Stripe’s fees; trial orders are left out.',
  ),
  auth: 'user',
  rights: 'orders:read',
  query: z.strictObject({
    format: z
      .enum(['csv', 'json'])
      .default('csv')
      .meta(about('Sa forme.', 'Its form.', 'csv')),
    report: z
      .enum(REPORTS)
      .default('orders')
      .meta(about('Ce qu’il dit.', 'What it tells.', 'orders')),
    saleActionId: z
      .string()
      .max(40)
      .optional()
      .meta(about('D’une action de vente.', 'Of a sale action.', exampleId('sac'))),
  }),
  returns: { 303: null },
  access: ['table:read', 'tables:read', 'tables:write'],
  timeout: 29,
  memory: 1024,
});
