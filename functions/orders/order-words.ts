import { percent, written } from '../../shared/money/money.ts';
import { inDays, inDaysAndHours } from '../../shared/pages/dates.ts';
import type { Locale } from '../../shared/text.ts';
import { printedRf } from '../payments/reference.ts';
import type { Offer } from './offer.ts';
import { type Order, offered } from './order.ts';
import { isWaived, withdrawalEnds } from './withdrawal-period.ts';

/** What the buyer of digital content agrees to, each in a box of its own that nothing has ticked. */
export const CONSENTS: Readonly<Record<'beginsAtOnce' | 'acceptsLoss', Readonly<Record<Locale, string>>>> = {
  beginsAtOnce: {
    fr: 'Je demande que le contenu me soit fourni dès maintenant, avant la fin du délai de rétractation de quatorze jours.',
    en: 'I ask for the content to be supplied now, before the end of the fourteen days in which I may withdraw.',
  },
  acceptsLoss: {
    fr: 'Je reconnais perdre ainsi mon droit de rétractation dès que le contenu m’est fourni.',
    en: 'I acknowledge that I thereby lose my right of withdrawal as soon as the content is supplied.',
  },
};

export const TERMS: Readonly<Record<Locale, string>> = {
  fr: 'J’ai lu et j’accepte les conditions générales',
  en: 'I have read and accept the terms and conditions',
};

/** An amount of an order, as people read it. */
export const amountOf = ({ currency }: Pick<Offer, 'currency'>, amount: number, locale: Locale): string =>
  written(amount, currency, locale);

/** What is bought and what it comes to, a line each. */
export function recapOf(offer: Offer, locale: Locale): string[] {
  const fr = locale === 'fr';
  const { title, quantity, unitAmount, basis, shipping, totals, place } = offer;
  const amount = (cents: number) => amountOf(offer, cents, locale);
  const each = basis === 'included' ? '' : fr ? ' HT' : ' before VAT';
  const taxes = totals.byRate
    .filter(({ vat }) => vat > 0)
    .map(({ vat, vatRate }) =>
      fr
        ? `dont TVA ${percent(vatRate, locale)} : ${amount(vat)}`
        : `of which VAT ${percent(vatRate, locale)}: ${amount(vat)}`,
    );
  return [
    `${title} × ${quantity}`,
    ...(place ? [`${place.venue}, ${place.address} · ${clockOf(place.startsAt.at, locale)}`] : []),
    ...(totals.gross > 0
      ? [`${fr ? 'Prix à l’unité' : 'Price of one'}${fr ? ' :' : ':'} ${amount(unitAmount)}${each}`]
      : []),
    ...(shipping
      ? [`${fr ? 'Livraison :' : 'Delivery:'} ${amount(shipping.amount)}${each} (${shipping.country})`]
      : []),
    totals.gross > 0
      ? `${fr ? 'Total TTC :' : 'Total, VAT included:'} ${amount(totals.gross)}`
      : fr
        ? 'Gratuit'
        : 'Free',
    ...taxes,
  ];
}

/** A time of the clock where the event is, whatever the reader's zone. */
const clockOf = (at: string, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(`${at}Z`),
  );

/** Whether and how the buyer may come back on it, as the law wants it said before and after. */
export function rightsOf({ type, totals, shipping }: Offer, locale: Locale): string {
  const fr = locale === 'fr';
  if (type === 'place')
    return fr
      ? 'Une place à une date déterminée ne donne pas droit de rétractation (C. conso L221-28, 12° ; CDE VI.53, 12°).'
      : 'A place on a set date gives no right of withdrawal (directive 2011/83, article 16, l).';
  if (type === 'digital' && totals.gross > 0)
    return fr
      ? 'Vous avez quatorze jours pour vous rétracter, sauf si vous demandez à recevoir le contenu tout de suite et reconnaissez perdre ce droit. Sinon, il est fourni à la fin de ce délai.'
      : 'You have fourteen days to withdraw, unless you ask for the content at once and acknowledge that you lose that right. Otherwise it is supplied at the end of that period.';
  const from = shipping ? (fr ? ' à compter de la livraison' : ' from delivery') : '';
  return fr
    ? `Vous avez quatorze jours${from} pour renoncer au contrat sans donner de motif.`
    : `You have fourteen days${from} to withdraw from the contract without giving any reason.`;
}

/** The same of an order that was made, with what was agreed to and until when. */
export function rightsNow(order: Order, locale: Locale): string[] {
  const fr = locale === 'fr';
  const { type } = offered(order);
  const lines = [rightsOf(offered(order), locale)];
  for (const consent of ['beginsAtOnce', 'acceptsLoss'] as const)
    if (order[consent]) lines.push(`${fr ? 'Vous avez coché :' : 'You ticked:'} « ${CONSENTS[consent][locale]} »`);
  if (order.termsAccepted) lines.push(`${fr ? 'Vous avez coché :' : 'You ticked:'} « ${TERMS[locale]} »`);
  if (type !== 'place' && !isWaived(order))
    lines.push(
      fr
        ? `Le délai court jusqu’au ${inDays(withdrawalEnds(order), locale)} compris. Pour l’exercer : le bouton « Renoncer au contrat ici » de la page de votre commande, ou ce message : « Je vous notifie par la présente ma rétractation du contrat portant sur ${offered(order).title}, commandé le ${inDaysAndHours(new Date(order.orderedAt ?? order.createdAt), locale)}. »`
        : `The period runs up to and including ${inDays(withdrawalEnds(order), locale)}. To use it: the button “Withdraw from the contract here” of your order’s page, or this message: “I hereby give notice that I withdraw from my contract for ${offered(order).title}, ordered on ${inDaysAndHours(new Date(order.orderedAt ?? order.createdAt), locale)}.”`,
    );
  return lines;
}

/** Who sells. */
export const sellerOf = ({ seller }: Offer, locale: Locale): string[] => [
  ...seller.lines,
  seller.email,
  ...(seller.termsUrl
    ? [`${locale === 'fr' ? 'Conditions générales :' : 'Terms and conditions:'} ${seller.termsUrl}`]
    : []),
  ...(seller.mediator ? [`${locale === 'fr' ? 'Médiateur :' : 'Mediator:'} ${seller.mediator}`] : []),
];

/** By which a buyer and a merchant name an order to each other. */
export const nameOf = ({ reference, id }: Order): string => (reference ? printedRf(reference.rf) : id);
