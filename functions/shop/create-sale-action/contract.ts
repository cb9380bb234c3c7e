import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { saleActionInput } from '../sale-action-input.ts';
import { saleActionAnswer } from '../sale-action-view.ts';

export default http({
  route: 'POST /v1/articles/{articleId}/sale-actions',
  summary: say('Ajoute une action de vente : prix, durée, page.', 'Adds a sale action: price, time, page.'),
  description: say(
    'Plusieurs actions d’un article peuvent vendre en même temps. Le prix se donne TTC (`vat: "included"`, celui que l’acheteur lit) ou hors TVA ; à 21 %, un prix TTC sur six ne se déduit d’aucun prix hors TVA en centimes. Une heure sans fuseau est celle de votre entreprise. `GET …/readiness` dit ce qui manque encore pour vendre.',
    'Several actions of an article may sell at once. The price is given with VAT (`vat: "included"`, what the buyer reads) or before it; at 21%, one price with VAT in six comes of no price before VAT in cents. A time without a zone is that of your business. `GET …/readiness` tells what is missing before it can sell.',
  ),
  auth: 'user',
  rights: 'shop:write',
  body: saleActionInput,
  returns: { 201: saleActionAnswer },
  problems: [409],
  access: ['table:write'],
});
