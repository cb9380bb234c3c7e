import * as z from 'zod';
import { about, idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

const finding = z.object({
  code: z.string().meta(about('Son nom, qui ne change pas.', 'Its name, which does not change.', 'mediator')),
  severity: z
    .enum(['blocks', 'warns'])
    .meta(
      about(
        '`blocks` : la vente ne peut pas, ou ne doit pas avoir lieu ; `warns` : mieux vaut y remédier.',
        '`blocks`: the sale cannot or must not take place; `warns`: it is better mended.',
        'blocks',
      ),
    ),
  message: z.string().meta(about('Ce qui manque.', 'What is missing.', 'Nommez votre médiateur de la consommation.')),
  mend: z
    .object({
      call: z.string().meta(about('L’appel qui y remédie.', 'The call that mends it.', 'PUT /v1/account/business')),
      field: z
        .string()
        .optional()
        .meta(about('Le champ.', 'The field.', 'mediator')),
    })
    .meta(about('Où y remédier.', 'Where to mend it.')),
});

export default http({
  route: 'GET /v1/sale-actions/{saleActionId}/readiness',
  summary: say(
    'Peut-on vendre ? Ce qui manque encore, et où y remédier.',
    'Ready to sell? What is still missing, and where to mend it.',
  ),
  description: say(
    'Qui vend, l’article, le prix, la livraison, les e-mails, les moyens de paiement : chaque manque dit l’appel qui y remédie.',
    'Who sells, the article, the price, delivery, emails, means of payment: each finding tells the call that mends it.',
  ),
  auth: 'user',
  rights: 'shop:read',
  returns: {
    200: z.object({
      saleActionId: idOf('sac', 'L’action de vente.', 'The sale action.'),
      isReady: z.boolean().meta(about('Si rien n’empêche de vendre.', 'Whether nothing keeps it from selling.', false)),
      findings: z.array(finding).meta(about('Ce qui manque.', 'What is missing.')),
    }),
  },
  access: ['table:read'],
});
