import { grossOf } from '../shop/offered.ts';
import { LEAST_BY_CARD } from '../shop/quote.ts';
import { type Finding, finding } from '../shop/readiness.ts';
import type { SaleAction } from '../shop/sale-action.ts';
import { methodsOf, modeOf, type PaymentSettings } from './payment-settings.ts';
import { RIGHT_WORDS } from './stripe/right-words.ts';

const SETTINGS = 'PUT /v1/payment-settings';
const TEST = 'POST /v1/payment-settings/stripe/test';

/** What the means of payment lack before something that costs can be sold. */
export function paymentFindings(action: Pick<SaleAction, 'price'>, settings: PaymentSettings): Finding[] {
  const gross = grossOf(action);
  if (gross <= 0) return [];
  const methods = methodsOf(settings);
  const keys = settings[modeOf(settings)];
  const isEuro = (action.price?.currency ?? 'EUR') === 'EUR';
  const usable = methods.filter((method) => (method === 'card' ? gross >= LEAST_BY_CARD : isEuro));
  const missing = keys?.lastTest?.missing ?? [];
  const rights = (locale: 'fr' | 'en') => missing.map((right) => RIGHT_WORDS[right][locale]).join(', ');
  return [
    ...finding(
      methods.length === 0 && !keys,
      'payment-method',
      'blocks',
      SETTINGS,
      undefined,
      'Dites comment vous êtes payé : une clé limitée de Stripe, ou le compte qui reçoit les virements.',
      'Tell how you are paid: a restricted key of Stripe, or the account that receives transfers.',
    ),
    ...finding(
      missing.length > 0,
      'stripe-rights',
      methods.length ? 'warns' : 'blocks',
      TEST,
      undefined,
      `Il manque des droits à votre clé Stripe : ${rights('fr')}. Accordez-les dans Stripe, puis refaites le test.`,
      `Your Stripe key lacks rights: ${rights('en')}. Grant them at Stripe, then test again.`,
    ),
    ...finding(
      keys !== undefined && keys.webhookId === undefined && missing.length === 0,
      'stripe-untested',
      methods.length ? 'warns' : 'blocks',
      TEST,
      undefined,
      'Éprouvez votre clé Stripe : le test crée le webhook, sans lequel aucune carte n’est proposée.',
      'Test your Stripe key: the test creates the webhook, without which no card is offered.',
    ),
    ...finding(
      methods.length > 0 && usable.length === 0,
      'payment-none-fits',
      'blocks',
      SETTINGS,
      undefined,
      'Aucun de vos moyens de paiement ne prend ce prix : un virement est en euros, une carte prend 0,50 au moins.',
      'None of your means of payment takes this price: a transfer is in euros, a card takes at least 0.50.',
    ),
    ...finding(
      settings.testMode && methods.includes('card'),
      'test-mode',
      'warns',
      SETTINGS,
      'testMode',
      'Le mode test est actif : les cartes des acheteurs ne sont pas débitées.',
      'The test mode is on: buyers’ cards are not charged.',
    ),
  ];
}
