import { country } from '../../shared/fields/country.ts';
import { Problem } from '../../shared/problem/problem.ts';
import { type Locale, say, type Text } from '../../shared/text.ts';
import type { Article } from '../shop/article.ts';
import { LEAST_BY_CARD, type Quote, quote } from '../shop/quote.ts';
import type { SaleAction } from '../shop/sale-action.ts';
import { asksToBegin } from './offer.ts';

/** The fields of the form as a browser sends them. */
export type Typed = Readonly<Record<string, string>>;

export interface Filled {
  name: string;
  postalAddress?: { street: string; postalCode: string; city: string };
  country?: string;
  answers: Record<string, string>;
  termsAccepted: boolean;
  beginsAtOnce: boolean;
  acceptsLoss: boolean;
  joinsList: boolean;
  method: 'free' | 'card' | 'transfer';
  quote: Quote;
}

/** What is wrong, by the field's name. */
export type Faults = Readonly<Record<string, Text>>;

/** What a sale asks for: an address alone, and it needs no form. */
export const needsForm = (action: SaleAction, article: Article): boolean =>
  action.price !== undefined ||
  action.asksTerms ||
  article.isShipped ||
  action.extraFields.length > 0 ||
  action.mostPerOrder > 1;

/** The name of an extra field in the form. */
export const fieldName = (name: string): string => `field_${name}`;

const LONGEST = { name: 120, street: 200, postalCode: 20, city: 100 } as const;

/** How it can be paid, so much of it. */
export const methodsFor = (
  methods: readonly ('card' | 'transfer')[],
  { totals, currency }: Quote,
): ('card' | 'transfer')[] =>
  methods.filter((method) => (method === 'card' ? totals.gross >= LEAST_BY_CARD : currency === 'EUR'));

interface Asked {
  action: SaleAction;
  article: Article;
  methods: readonly ('card' | 'transfer')[];
}

/** What the form says, or what is wrong with it, each field by its name. */
export function readForm({ action, article, methods }: Asked, typed: Typed): Filled | { faults: Faults } {
  const faults: Record<string, Text> = {};
  const text = (name: keyof typeof LONGEST, wanted: boolean, missing: Text) => {
    const value = oneLine(typed[name]);
    if (wanted && !value) faults[name] = missing;
    if (value.length > LONGEST[name]) faults[name] = TOO_LONG;
    return value;
  };
  const name = text('name', true, say('Donnez votre nom.', 'Give your name.'));
  const needsAddress = article.isShipped;
  const needsCountry = asksCountry(action, article);
  const address = {
    street: text('street', needsAddress, say('Donnez la rue et le numéro.', 'Give the street and number.')),
    postalCode: text('postalCode', needsAddress, say('Donnez le code postal.', 'Give the postal code.')),
    city: text('city', needsAddress, say('Donnez la ville.', 'Give the town.')),
  };
  const land = country.safeParse(typed.country ?? '').data;
  if (needsCountry && !land) faults.country = say('Choisissez un pays.', 'Choose a country.');
  const answers = answersOf(action, typed, faults);
  const box = (field: string) => typed[field] === 'on';
  if (action.asksTerms && !box('terms'))
    faults.terms = say(
      'Acceptez les conditions générales pour commander.',
      'Accept the terms and conditions to order.',
    );
  const quantity = action.mostPerOrder > 1 ? numberOf(typed.quantity) : 1;
  const quoted = faults.country ? undefined : quotedOr(action, article, { quantity, country: land }, faults);
  const offered = quoted && methodsFor(methods, quoted);
  const method = quoted?.isFree ? 'free' : offered?.find((one) => one === typed.method);
  if (quoted && !method) faults.method = say('Choisissez comment payer.', 'Choose how to pay.');
  if (Object.keys(faults).length || !quoted || !method) return { faults };
  const asks = asksToBegin(article.type, quoted.totals.gross);
  return {
    name,
    ...(needsAddress && { postalAddress: address }),
    ...(land && needsCountry && { country: land }),
    answers,
    termsAccepted: action.asksTerms,
    beginsAtOnce: asks && box('beginsAtOnce'),
    acceptsLoss: asks && box('acceptsLoss'),
    joinsList: action.listId !== undefined && box('joinsList'),
    method,
    quote: quoted,
  };
}

const TOO_LONG = say('C’est trop long.', 'This is too long.');

const oneLine = (text = '') => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** Whether what it costs hangs on where the buyer is. */
export const asksCountry = (action: SaleAction, article: Article): boolean =>
  article.isShipped || (action.price?.abroad.length ?? 0) > 0;

/** Digits alone: « 1,5 », « 1e21 » and « -1 » are no quantity. */
export const numberOf = (text = '1') => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);

function quotedOr(
  action: SaleAction,
  article: Article,
  wanted: { quantity: number; country: string | undefined },
  faults: Record<string, Text>,
): Quote | undefined {
  try {
    return quote(action, article, wanted);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    for (const { pointer, detail } of error.errors) faults[pointer.slice(1)] = detail;
    return undefined;
  }
}

function answersOf({ extraFields }: SaleAction, typed: Typed, faults: Record<string, Text>): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const { name, kind, isMandatory, choices = [], label } of extraFields) {
    const field = fieldName(name);
    const value = kind === 'long-text' ? (typed[field] ?? '').trim() : oneLine(typed[field]);
    const fault = value ? faultOf(kind, value, choices) : isMandatory ? missing(label) : undefined;
    if (fault) faults[field] = fault;
    else if (value) answers[name] = kind === 'checkbox' ? 'yes' : value;
  }
  return answers;
}

const missing = (label: string) => say(`Répondez à « ${label} ».`, `Answer “${label}”.`);

function faultOf(
  kind: SaleAction['extraFields'][number]['kind'],
  value: string,
  choices: readonly string[],
): Text | undefined {
  if (value.length > 2000) return TOO_LONG;
  if (kind === 'number' && !/^-?\d{1,15}(?:[.,]\d{1,6})?$/.test(value))
    return say('Écrivez un nombre.', 'Write a number.');
  if (kind === 'date' && (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value))))
    return say('Écrivez une date : 2027-03-01.', 'Write a date: 2027-03-01.');
  if (kind === 'phone' && !/^[+\d][\d\s./()-]{5,24}$/.test(value))
    return say('Écrivez un numéro de téléphone.', 'Write a phone number.');
  if (kind === 'choice' && !choices.includes(value))
    return say('Choisissez une des réponses.', 'Choose one of the answers.');
  return undefined;
}

/** The words of the button that binds, of the one where nothing is to be paid, and of the one that shows the total first. */
export const BUTTON: Readonly<Record<'bound' | 'free' | 'total', Readonly<Record<Locale, string>>>> = {
  bound: { fr: 'Commander avec obligation de paiement', en: 'Order with obligation to pay' },
  free: { fr: 'Valider', en: 'Confirm' },
  total: { fr: 'Voir le total', en: 'See the total' },
};
