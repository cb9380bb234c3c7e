import { instantOf } from '../../shared/fields/wall-time.ts';
import { written } from '../../shared/money/money.ts';
import { totalsOf } from '../../shared/money/totals.ts';
import { isReachable, reachableBeside } from '../../shared/money/vat.ts';
import { ratesAt } from '../../shared/money/vat-rates.ts';
import { say, type Text } from '../../shared/text.ts';
import type { Business } from '../accounts/business.ts';
import type { PublicAddress } from '../accounts/directory.ts';
import type { Article } from './article.ts';
import { grossOf } from './offered.ts';
import { LEAST_BY_CARD, shippingTo } from './quote.ts';
import { type SaleAction, saleStateAt } from './sale-action.ts';

/** What is missing before a sale may sell as it should: `blocks` when it cannot or the law forbids it. */
export interface Finding {
  code: string;
  severity: 'blocks' | 'warns';
  says: Text;
  /** Where it is mended: a call, and the field in its body. */
  mend: { call: string; field?: string };
}

export interface Looked {
  article: Article;
  action: SaleAction;
  business: Business | undefined;
  address: PublicAddress | undefined;
  /** Documents that can be downloaded. */
  documents: number;
  /** Templates chosen that no longer hold the link to the order, or are gone. */
  brokenTemplates: readonly ('orderTemplateId' | 'confirmationTemplateId')[];
  now: Date;
}

const BUSINESS = 'PUT /v1/account/business';
const articleCall = ({ id }: Article) => `PATCH /v1/articles/${id}`;
const actionCall = ({ id, articleId }: SaleAction) => `PATCH /v1/articles/${articleId}/sale-actions/${id}`;

/** Delivery of new books in France (loi du 30 décembre 2021, arrêté du 4 avril 2023), in cents with VAT. */
const BOOK_FLOOR = { fee: 300, from: 3500 };

/** « Peut-on vendre ? »: everything that is missing, what the law wants first. */
export function findingsOf(looked: Looked): Finding[] {
  return [...ofBusiness(looked), ...ofArticle(looked), ...ofPrice(looked), ...ofDelivery(looked), ...ofSale(looked)];
}

/** One finding, when something is as it should not be. */
export const finding = (
  when: boolean | undefined,
  code: string,
  severity: Finding['severity'],
  call: string,
  field: string | undefined,
  fr: string,
  en: string,
): Finding[] => (when ? [{ code, severity, says: say(fr, en), mend: { call, ...(field && { field }) } }] : []);

function ofBusiness({ business, address, action }: Looked): Finding[] {
  const isPaid = grossOf(action) > 0;
  const links = business?.legalLinks;
  return [
    ...finding(
      !business,
      'identity',
      'blocks',
      BUSINESS,
      undefined,
      'Dites qui vend : la loi le veut sur chaque page.',
      'Tell who sells: the law wants it on each page.',
    ),
    ...finding(
      !address,
      'directory',
      'blocks',
      'PUT /v1/account/directory',
      'directory',
      'Réservez votre répertoire public : sans lui, la page n’a pas d’adresse.',
      'Reserve your public directory: without it the page has no address.',
    ),
    ...finding(
      business && action.asksTerms && !links?.terms,
      'terms',
      'blocks',
      BUSINESS,
      'legalLinks.terms',
      'L’acheteur doit accepter vos conditions générales, mais leur page n’est pas donnée.',
      'The buyer must accept your terms, but their page is not given.',
    ),
    ...finding(
      isPaid && !action.asksTerms,
      'terms-not-asked',
      'warns',
      actionCall(action),
      'asksTerms',
      'Sans être acceptées, vos conditions générales ne valent rien contre l’acheteur.',
      'Unless accepted, your terms do not bind the buyer.',
    ),
    ...finding(
      business && !links?.privacy,
      'privacy',
      'warns',
      BUSINESS,
      'legalLinks.privacy',
      'Donnez la page de votre politique de vie privée.',
      'Give the page of your privacy policy.',
    ),
    ...finding(
      business && isPaid && !business.mediator,
      'mediator',
      'blocks',
      BUSINESS,
      'mediator',
      'Nommez votre médiateur de la consommation : la loi le veut de qui vend à des particuliers.',
      'Name your consumer mediator: the law wants it of whoever sells to consumers.',
    ),
    ...finding(
      business && isPaid && !business.companyNumber,
      'company-number',
      'warns',
      BUSINESS,
      'companyNumber',
      'Qui vend régulièrement donne son numéro d’entreprise.',
      'Whoever sells regularly gives a company number.',
    ),
  ];
}

function ofArticle({ article, documents, now }: Looked): Finding[] {
  const call = articleCall(article);
  const { type, place } = article;
  return [
    ...finding(
      !article.description,
      'description',
      'warns',
      call,
      'description',
      'Décrivez l’article : ses caractéristiques se disent avant la commande.',
      'Describe the article: what it is, is told before the order.',
    ),
    ...finding(
      article.isShipped && !article.safety,
      'product-safety',
      'blocks',
      call,
      'safety',
      'Dites qui répond de la sécurité du produit, avec son adresse postale et électronique (règlement 2023/988).',
      'Tell who answers for the product’s safety, with postal and electronic address (Regulation 2023/988).',
    ),
    ...finding(
      article.isShipped && !article.imageId,
      'picture',
      'blocks',
      call,
      'imageId',
      'Montrez le produit : la loi veut une image de ce qui se vend à distance (règlement 2023/988).',
      'Show the product: the law wants a picture of what is sold at a distance (Regulation 2023/988).',
    ),
    ...finding(
      type === 'digital' && documents === 0,
      'no-document',
      'blocks',
      `POST /v1/articles/${article.id}/documents`,
      undefined,
      'Ajoutez le document : il n’y a rien à télécharger.',
      'Add the document: there is nothing to download.',
    ),
    ...finding(
      type === 'digital' && !article.compatibility,
      'compatibility',
      'warns',
      call,
      'compatibility',
      'Dites avec quoi le document se lit.',
      'Tell with what the document is read.',
    ),
    ...finding(
      place && instantOf(place.endsAt ?? place.startsAt) <= now,
      'place-past',
      'blocks',
      call,
      'place',
      'La date de la place est passée.',
      'The date of the place is past.',
    ),
  ];
}

function ofPrice({ article, action, business, now }: Looked): Finding[] {
  const { price } = action;
  if (!price) return [];
  const call = actionCall(action);
  const gross = grossOf(action);
  const country = article.place?.country ?? business?.address.country;
  const rates = country ? ratesAt(country, now.toISOString().slice(0, 10)) : undefined;
  const beside = reachableBeside(gross, price.vatRate);
  const amount = (cents: number, locale: 'fr' | 'en') => written(cents, price.currency, locale);
  return [
    ...finding(
      gross > 0 && gross < LEAST_BY_CARD,
      'card-minimum',
      'warns',
      call,
      'price.amount',
      'Sous 0,50, la carte ne sera pas proposée.',
      'Below 0.50, no card will be offered.',
    ),
    ...finding(
      business?.vatExempt && price.vatRate > 0,
      'vat-exempt',
      'blocks',
      call,
      'price.vatRate',
      'Votre entreprise vend sans TVA : mettez le taux 0.',
      'Your business sells without VAT: set the rate 0.',
    ),
    ...finding(
      rates && !business?.vatExempt && !rates.includes(price.vatRate),
      'vat-rate',
      'blocks',
      call,
      'price.vatRate',
      `${price.vatRate} % n’est pas, aujourd’hui, un taux de ce pays (${country}).`,
      `${price.vatRate}% is today no rate of that country (${country}).`,
    ),
    ...finding(
      gross > 0 && !isReachable(gross, price.vatRate),
      'unreachable-price',
      'warns',
      call,
      'price.amount',
      `${amount(gross, 'fr')} TTC ne vient d’aucun prix hors TVA en centimes : un logiciel qui part du prix hors TVA trouvera ${amount(beside.below, 'fr')} ou ${amount(beside.above, 'fr')}. Ici, le prix TTC fait foi.`,
      `${amount(gross, 'en')} with VAT comes of no price before VAT in cents: software that starts from the price before VAT will find ${amount(beside.below, 'en')} or ${amount(beside.above, 'en')}. Here the price with VAT stands.`,
    ),
  ];
}

function ofDelivery({ article, action }: Looked): Finding[] {
  if (!article.isShipped) return [];
  const call = actionCall(action);
  const { price, shipping } = action;
  if (!shipping)
    return finding(
      true,
      'shipping',
      'blocks',
      call,
      'shipping',
      'Dites où vous livrez et ce que cela coûte.',
      'Tell where you deliver and what it costs.',
    );
  const amounts = [shipping.restOfWorld, ...shipping.countries.map(({ amount }) => amount)];
  const toFrance = shippingTo(action, 'FR');
  const gross = (amount: number) =>
    amount === 0
      ? 0
      : totalsOf(price?.vat ?? 'included', [{ amount, quantity: 1, vatRate: shipping.vatRate ?? price?.vatRate ?? 0 }])
          .gross;
  const isNewBook = article.type === 'book' && !article.book?.used && grossOf(action) > 0;
  const least = grossOf(action) < BOOK_FLOOR.from ? BOOK_FLOOR.fee : 1;
  return [
    ...finding(
      amounts.every((amount) => amount === null),
      'shipping-nowhere',
      'blocks',
      call,
      'shipping',
      'Aucun pays n’est livré.',
      'No country is delivered to.',
    ),
    ...finding(
      isNewBook && toFrance !== null && gross(toFrance) < least,
      'book-delivery-france',
      'blocks',
      call,
      'shipping',
      'Livrer un livre neuf en France coûte au moins 3,00 € TTC sous 35 € d’achat, et jamais rien au-delà.',
      'Delivering a new book in France costs at least €3.00 with VAT below €35 of purchase, and never nothing above.',
    ),
  ];
}

function ofSale({ article, action, brokenTemplates, now }: Looked): Finding[] {
  const call = actionCall(action);
  const state = saleStateAt(action, now);
  return [
    ...brokenTemplates.flatMap((field) =>
      finding(
        true,
        'template-link',
        'blocks',
        call,
        field,
        'Ce modèle d’e-mail ne contient plus #UrlData#, ou n’existe plus.',
        'This email template no longer holds #UrlData#, or no longer exists.',
      ),
    ),
    ...finding(
      article.type === 'place' && action.capacity === undefined,
      'capacity',
      'warns',
      call,
      'capacity',
      'Dites combien de places il y a : sans limite, on en vendrait trop.',
      'Tell how many places there are: without a limit too many would be sold.',
    ),
    ...finding(
      state === 'sold-out',
      'sold-out',
      'warns',
      call,
      'capacity',
      'Complet : plus rien ne se vend.',
      'Sold out: nothing more is sold.',
    ),
    ...finding(
      state === 'closed',
      'closed',
      'warns',
      call,
      'closed',
      'L’action est clôturée.',
      'The action is closed.',
    ),
    ...finding(state === 'over', 'over', 'warns', call, 'closesAt', 'La vente est finie.', 'The sale is over.'),
    ...finding(
      state !== 'on-sale' && !action.redirectTo,
      'no-redirect',
      'warns',
      call,
      'redirectTo',
      'Sa page ne vend pas et ne mène nulle part : donnez l’action vers laquelle mener.',
      'Its page does not sell and leads nowhere: give the action to lead to.',
    ),
  ];
}
