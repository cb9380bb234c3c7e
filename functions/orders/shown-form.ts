import { country, countryName } from '../../shared/fields/country.ts';
import { invalid, Problem } from '../../shared/problem/problem.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { type Locale, say, type Text } from '../../shared/text.ts';
import { type Quote, quote, shippingTo } from '../shop/quote.ts';
import { asksToBegin } from './offer.ts';
import type { Order } from './order.ts';
import { asksCountry, BUTTON, type Faults, methodsFor, numberOf, type Typed } from './order-form.ts';
import type { OrderFormPageProps } from './order-form-page.tsx';
import { orderPath } from './order-link.ts';
import { amountOf, CONSENTS, recapOf, rightsOf, sellerOf, TERMS } from './order-words.ts';
import { offerOf, type Sale } from './sale.ts';

export const CHANGED: Text = say(
  'Voici, à jour, ce que vous commandez et son total. Relisez, puis validez.',
  'This is, up to date, what you order and its total. Read it again, then confirm.',
);

const BY_COUNTRY = {
  fr: 'Livraison : selon le pays, ajoutée au total avant que vous commandiez.',
  en: 'Delivery: by country, added to the total before you order.',
} as const;

interface Showing {
  token: string;
  typed: Typed;
  faults: Faults;
  notice?: Text | undefined;
}

/** The form of an order as it is to be shown now, and all of what it says, in one text. */
export function formOf(
  order: Order,
  sale: Sale,
  { token, typed, faults, notice }: Showing,
): { props: OrderFormPageProps; shown: string } {
  const { action, article, seller, methods } = sale;
  const locale = article.language;
  const { quoted, isWhole } = quoteFor(sale, typed);
  const offer = offerOf(sale, quoted, []);
  const isBinding = quoted.totals.gross > 0;
  const recap = [...recapOf(offer, locale), ...(isWhole || !article.isShipped ? [] : [BY_COUNTRY[locale]])];
  const countries = countriesOf(sale, locale);
  const asks = asksToBegin(article.type, quoted.totals.gross);
  const rights = rightsOf(offer, locale);
  const button = BUTTON[isWhole ? (isBinding ? 'bound' : 'free') : 'total'][locale];
  const shown = [
    ...recap,
    ...countries.map(({ name }) => name),
    rights,
    ...sellerOf(offer, locale),
    ...(asks ? [CONSENTS.beginsAtOnce[locale], CONSENTS.acceptsLoss[locale]] : []),
    ...(action.asksTerms ? [`${TERMS[locale]} ${seller.termsUrl ?? ''}`] : []),
    button,
  ].join('\n');
  return {
    shown,
    props: {
      ...{ locale, brand: sale.brand, title: article.title, email: order.email, recap, rights, typed, faults, notice },
      action: orderPath(token),
      seller: sellerOf(offer, locale),
      shown: sha256Hex(shown),
      button,
      asksQuantity: action.mostPerOrder > 1 ? action.mostPerOrder : undefined,
      asksAddress: article.isShipped,
      countries,
      fields: action.extraFields,
      termsUrl: seller.termsUrl,
      asksTerms: action.asksTerms,
      asksToBegin: asks,
      asksList: action.listId !== undefined,
      methods: isBinding ? methodsFor(methods, quoted) : [],
    },
  };
}

/** What it comes to as far as it is known: for whom has not chosen a country yet, without what hangs on it. */
function quoteFor({ action, article }: Sale, typed: Typed): { quoted: Quote; isWhole: boolean } {
  const land = country.safeParse(typed.country ?? '').data;
  const quantity = typed.quantity === undefined ? 1 : numberOf(typed.quantity);
  try {
    if (asksCountry(action, article) && !land) throw invalid([]);
    return { quoted: quote(action, article, { quantity, country: land }), isWhole: true };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    return { quoted: quote(action, { ...article, isShipped: false }, { quantity: 1 }), isWhole: false };
  }
}

/** The countries that may be chosen, each with what shipping to it costs. */
function countriesOf({ action, article }: Sale, locale: Locale): { code: string; name: string }[] {
  if (!asksCountry(action, article)) return [];
  const amount = (cents: number) => amountOf({ currency: action.price?.currency ?? 'EUR' }, cents, locale);
  return COUNTRIES.flatMap((code) => {
    const cost = article.isShipped ? shippingTo(action, code) : undefined;
    if (cost === null) return [];
    const shipped = cost === undefined ? '' : ` · ${locale === 'fr' ? 'livraison' : 'delivery'} ${amount(cost)}`;
    return [{ code, name: `${countryName(code, locale)}${shipped}` }];
  });
}

/** Countries as forms list them: neighbours are what most choose. */
const COUNTRIES = [
  ...['FR', 'BE', 'LU', 'CH', 'MC', 'DE', 'NL', 'ES', 'IT', 'PT', 'GB', 'IE', 'AT', 'DK', 'SE', 'FI', 'NO', 'PL', 'CZ'],
  ...['SK', 'SI', 'HR', 'HU', 'RO', 'BG', 'GR', 'CY', 'MT', 'EE', 'LV', 'LT', 'GP', 'MQ', 'GF', 'RE', 'YT', 'NC', 'PF'],
  ...['CA', 'US', 'MA', 'TN', 'DZ', 'SN', 'CI', 'CM', 'LB', 'AU', 'NZ', 'JP', 'KR', 'CN', 'IN', 'BR', 'MX', 'AR', 'ZA'],
];
