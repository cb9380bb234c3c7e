import * as z from 'zod';
import { about, exampleId } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, madeQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { orderStates } from '../order-states.ts';
import { orderView } from '../order-view.ts';

export default http({
  route: 'GET /v1/orders',
  summary: say('Liste les commandes, la plus récente d’abord.', 'Lists the orders, newest first.'),
  description: say(
    'Sans `status`, les adresses qui n’ont rien commandé (`started`) n’y sont pas.',
    'Without `status`, addresses that ordered nothing (`started`) are left out.',
  ),
  auth: 'user',
  rights: 'orders:read',
  query: z.strictObject({
    ...listQuery,
    ...madeQuery,
    saleActionId: z
      .string()
      .max(40)
      .optional()
      .meta(about('D’une action de vente.', 'Of a sale action.', exampleId('sac'))),
    status: orderStates.schema.optional(),
  }),
  returns: { 200: pageOf(orderView) },
  access: ['table:read'],
});
