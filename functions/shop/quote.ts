import type { Currency } from '../../shared/money/money.ts';
import { type Line, MOST_PAYABLE, type Totals, totalsOf } from '../../shared/money/totals.ts';
import type { VatBasis } from '../../shared/money/vat.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import type { Article } from './article.ts';
import type { SaleAction } from './sale-action.ts';

/** The least that a card takes, in cents. */
export const LEAST_BY_CARD = 50;

/** What an order comes to, told once and kept with it: later changes of the sale action change nothing of it. */
export interface Quote {
  saleActionId: string;
  articleId: string;
  title: string;
  type: Article['type'];
  currency: Currency;
  basis: VatBasis;
  quantity: number;
  /** Of one piece, on that basis. */
  unitAmount: number;
  vatRate: number;
  shipping?: { country: string; amount: number; vatRate: number; days: number };
  /** Pieces first, then shipping where there is any. */
  totals: Totals;
  isFree: boolean;
}

export interface Wanted {
  quantity: number;
  /** Where the buyer is: where it is sent to, else the address of the bill. ISO 3166-1. */
  country?: string | undefined;
}

/** What shipping to a country costs: an exception, else the rest of the world; null where nothing is sent to. */
export function shippingTo({ shipping }: Pick<SaleAction, 'shipping'>, country: string): number | null {
  if (!shipping) return null;
  const exception = shipping.countries.find((each) => each.country === country);
  return exception ? exception.amount : shipping.restOfWorld;
}

/** The rate owed on what somebody in a country buys. */
const rateFor = ({ price }: Pick<SaleAction, 'price'>, country: string | undefined): number =>
  price?.abroad.find((each) => each.country === country)?.vatRate ?? price?.vatRate ?? 0;

/**
 * What an order would come to.
 * @throws 422 naming `/quantity` or `/country`: too many, too much, no country, one that nothing is sent to
 */
export function quote(action: SaleAction, article: Article, { quantity, country }: Wanted): Quote {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > action.mostPerOrder) {
    const { mostPerOrder: most } = action;
    throw invalidField(
      '/quantity',
      say(`Demandez-en de 1 à ${most}, en chiffres.`, `Ask for 1 to ${most} of them, in figures.`),
    );
  }
  const vatRate = rateFor(action, country);
  const { amount: unitAmount = 0, currency = 'EUR', vat: basis = 'included' } = action.price ?? {};
  const shipping = article.isShipped ? sent(action, country, vatRate) : undefined;
  const lines: Line[] = [
    { amount: unitAmount, quantity, vatRate },
    ...(shipping?.amount ? [{ amount: shipping.amount, quantity: 1, vatRate: shipping.vatRate }] : []),
  ];
  const totals = totalled(basis, lines);
  return {
    saleActionId: action.id,
    articleId: article.id,
    title: article.title,
    type: article.type,
    currency,
    basis,
    quantity,
    unitAmount,
    vatRate,
    ...(shipping && { shipping }),
    totals,
    isFree: totals.gross === 0,
  };
}

function totalled(basis: VatBasis, lines: readonly Line[]): Totals {
  try {
    return totalsOf(basis, lines);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidField(
      '/quantity',
      say(
        `Une commande fait au plus ${MOST_PAYABLE / 100} : demandez-en moins.`,
        `An order comes to at most ${MOST_PAYABLE / 100}: ask for fewer.`,
      ),
    );
  }
}

function sent(action: SaleAction, country: string | undefined, vatRate: number): NonNullable<Quote['shipping']> {
  if (!country) {
    throw invalidField('/country', say('Dites dans quel pays livrer.', 'Tell the country to deliver to.'));
  }
  const amount = shippingTo(action, country);
  if (amount === null) {
    throw invalidField(
      '/country',
      say(
        'Nous ne livrons pas dans ce pays. Écrivez-nous si c’est important pour vous.',
        'We do not deliver to this country. Write to us if it matters to you.',
      ),
    );
  }
  return { country, amount, vatRate: action.shipping?.vatRate ?? vatRate, days: action.shipping?.days ?? 30 };
}
