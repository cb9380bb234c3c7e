import { countryName } from '../../shared/fields/country.ts';
import { percent, written } from '../../shared/money/money.ts';
import { totalsOf } from '../../shared/money/totals.ts';
import { type Locale, say, type Text } from '../../shared/text.ts';
import type { Article } from './article.ts';
import type { SaleAction } from './sale-action.ts';

/** What one piece costs with VAT, where the seller is, in cents; nothing when it is free. */
export function grossOf({ price }: Pick<SaleAction, 'price'>): number {
  return price ? totalsOf(price.vat, [{ amount: price.amount, quantity: 1, vatRate: price.vatRate }]).gross : 0;
}

/** The price as it is read: with VAT, and what rate is in it. */
export function priceWords(action: Pick<SaleAction, 'price'>, locale: Locale, isExempt: boolean) {
  const { price } = action;
  const gross = grossOf(action);
  if (!price || gross === 0) return { amount: locale === 'fr' ? 'Gratuit' : 'Free', vat: undefined };
  const { vatRate } = price;
  const vat = isExempt
    ? say('TVA non applicable', 'VAT not applicable')
    : say(`TTC, dont TVA ${percent(vatRate, 'fr')}`, `including VAT at ${percent(vatRate, 'en')}`);
  return { amount: written(gross, price.currency, locale), vat: vat[locale] };
}

/** What delivery costs with VAT and where it goes, a line each; nothing for what is not sent. */
export function deliveryLines(article: Article, { price, shipping }: SaleAction, locale: Locale): string[] {
  if (!article.isShipped || !shipping) return [];
  const { currency = 'EUR', vat = 'included', vatRate = 0 } = price ?? {};
  const cost = (amount: number | null): string => {
    if (amount === null) return locale === 'fr' ? 'pas de livraison' : 'no delivery';
    if (amount === 0) return locale === 'fr' ? 'offerte' : 'free';
    const { gross } = totalsOf(vat, [{ amount, quantity: 1, vatRate: shipping.vatRate ?? vatRate }]);
    return written(gross, currency, locale);
  };
  const colon = locale === 'fr' ? '\u00a0: ' : ': ';
  const rest = say(
    shipping.countries.length ? 'Autres pays' : 'Tous pays',
    shipping.countries.length ? 'Other countries' : 'All countries',
  );
  return [
    ...shipping.countries.map(({ country, amount }) => countryName(country, locale) + colon + cost(amount)),
    rest[locale] + colon + cost(shipping.restOfWorld),
    say(`Livré en ${shipping.days} jours au plus.`, `Delivered within ${shipping.days} days.`)[locale],
  ];
}

/** What the law gives who buys it, told before anybody orders. */
export function rightsOf({ type, isShipped, book }: Article): Text[] {
  const guarantee = say(
    'Garantie légale de conformité : deux ans à compter de la livraison. Le vendeur répare, remplace ou rembourse ce qui n’est pas conforme.',
    'Legal guarantee of conformity: two years from delivery. The seller repairs, replaces or refunds what does not conform.',
  );
  if (type === 'place')
    return [
      say(
        'Pas de droit de rétractation : c’est une prestation à une date déterminée.',
        'No right of withdrawal: it is a service at a given date.',
      ),
    ];
  if (isShipped)
    return [
      say(
        'Droit de rétractation : quatorze jours à compter de la réception, sans motif. Les frais de renvoi sont à votre charge.',
        'Right of withdrawal: fourteen days from receipt, without a reason. You bear the cost of sending it back.',
      ),
      ...(book?.used ? [] : [guarantee]),
    ];
  if (type === 'other')
    return [
      say(
        'Droit de rétractation : quatorze jours à compter de la commande, sans motif.',
        'Right of withdrawal: fourteen days from the order, without a reason.',
      ),
    ];
  return [
    say(
      'Contenu numérique : fourni aussitôt si vous le demandez expressément ; vous renoncez alors au droit de rétractation de quatorze jours.',
      'Digital content: supplied at once if you expressly ask for it; you then give up the right of withdrawal of fourteen days.',
    ),
  ];
}
