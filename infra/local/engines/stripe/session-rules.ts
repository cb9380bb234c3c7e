import { type Form, formOf, listOf, textOf, textsOf } from './form.ts';
import { badParameter, missingParameter, unknownParameter } from './refusal.ts';

/** What is taken of a Checkout Session (2026-10-28.endive), as far as a shop sends it: all else is refused, as Stripe does. */
const KNOWN = new Set([
  ...['mode', 'ui_mode', 'success_url', 'cancel_url', 'customer_email', 'client_reference_id', 'metadata', 'locale'],
  ...['payment_intent_data', 'line_items', 'adaptive_pricing', 'expires_at', 'submit_type', 'expand'],
  ...['excluded_payment_method_types', 'allowed_payment_method_types', 'custom_text', 'automatic_tax'],
]);
const KNOWN_OF_INTENT = new Set(['metadata', 'description', 'statement_descriptor_suffix', 'receipt_email']);
const UI_MODES = ['hosted_page', 'embedded_page', 'elements', 'form'];
const MINUTE = 60;
/** Cents: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
const LEAST = 50;
const MOST = 99_999_999;

export interface NewSession {
  amount: number;
  currency: string;
  expiresAt: number;
  metadata: Record<string, string>;
  intentMetadata: Record<string, string>;
  description: string | null;
}

/** What a session is made of. @param now seconds. @throws StripeRefusal for what today's API refuses */
export function sessionOf(form: Form, now: number): NewSession {
  for (const name of Object.keys(form)) if (!KNOWN.has(name)) throw unknownParameter(name);
  const mode = textOf(form, 'mode');
  if (mode !== 'payment') throw badParameter('mode', 'Invalid mode: must be payment');
  const uiMode = textOf(form, 'ui_mode') ?? 'hosted_page';
  if (!UI_MODES.includes(uiMode))
    throw badParameter('ui_mode', `Invalid ui_mode: must be one of ${UI_MODES.join(', ')}`);
  if (!textOf(form, 'success_url')) throw missingParameter('success_url');
  if ('allowed_payment_method_types' in form && 'excluded_payment_method_types' in form)
    throw badParameter(
      'allowed_payment_method_types',
      'You may only specify one of these parameters: allowed_payment_method_types, excluded_payment_method_types.',
    );
  const expiresAt = Number(textOf(form, 'expires_at') ?? now + 24 * 60 * MINUTE);
  if (!(expiresAt >= now + 30 * MINUTE - 5 && expiresAt <= now + 24 * 60 * MINUTE + 5))
    throw badParameter(
      'expires_at',
      'The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.',
    );
  const intent = formOf(form, 'payment_intent_data');
  for (const name of Object.keys(intent))
    if (!KNOWN_OF_INTENT.has(name)) throw unknownParameter(`payment_intent_data[${name}]`);
  checkSuffix(textOf(intent, 'statement_descriptor_suffix'));
  const metadata = checkMetadata(textsOf(form, 'metadata'));
  return {
    ...totalOf(form),
    expiresAt,
    metadata,
    intentMetadata: checkMetadata(textsOf(intent, 'metadata')),
    description: textOf(intent, 'description') ?? null,
  };
}

function totalOf(form: Form): { amount: number; currency: string } {
  const lines = listOf(form, 'line_items');
  if (!lines.length) throw missingParameter('line_items');
  if (lines.length > 100) throw badParameter('line_items', 'A maximum of 100 line items is allowed.');
  let [amount, currency] = [0, ''];
  for (const line of lines) {
    const price = typeof line === 'string' ? {} : formOf(line, 'price_data');
    const each = Number(textOf(price, 'unit_amount'));
    const quantity = Number((typeof line === 'string' ? undefined : textOf(line, 'quantity')) ?? 1);
    if (!Number.isSafeInteger(each) || each < 0 || !textOf(formOf(price, 'product_data'), 'name'))
      throw badParameter('line_items[0][price_data]', 'Invalid price_data');
    amount += each * quantity;
    currency = textOf(price, 'currency') ?? '';
  }
  if (!/^[a-z]{3}$/.test(currency)) throw badParameter('line_items[0][price_data][currency]', 'Invalid currency');
  if (amount < LEAST)
    throw badParameter(
      'line_items',
      'The Checkout Session’s total amount due must add up to at least €0.50 eur',
      'amount_too_small',
    );
  if (amount > MOST) throw badParameter('line_items', 'Amount must be no more than €999,999.99', 'amount_too_large');
  return { amount, currency };
}

/** https://docs.stripe.com/get-started/account/statement-descriptors */
function checkSuffix(suffix: string | undefined): void {
  if (suffix === undefined) return;
  const isSound = /[A-Za-z]/.test(suffix) && !/[<>\\'"*]/.test(suffix) && suffix.length <= 22;
  if (!isSound)
    throw badParameter(
      'payment_intent_data[statement_descriptor_suffix]',
      'The statement descriptor suffix must contain at least one letter and none of < > \\ \' " *',
    );
}

/** https://docs.stripe.com/metadata */
function checkMetadata(metadata: Record<string, string>): Record<string, string> {
  const entries = Object.entries(metadata);
  const isSound = entries.length <= 50 && entries.every(([key, value]) => key.length <= 40 && value.length <= 500);
  if (!isSound) throw badParameter('metadata', 'Metadata has at most 50 keys of 40 characters with values of 500.');
  return metadata;
}
