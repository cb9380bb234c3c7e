import { listener } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default listener('queue-deliveries', {
  hears: '*',
  summary: say(
    'Prévoit une livraison par point d’accès qui entend ce fait.',
    'Plans a delivery for each endpoint that hears of a fact.',
  ),
  impact: 'Les logiciels des comptes n’apprennent plus par webhook ce qui se produit ; `GET /v1/facts` le dit encore.',
  access: ['table:write', 'send:deliver-webhook', 'send:deliver-slow-webhook'],
});
