import { serve } from '../../../shared/function/http.ts';
import { conflict, unavailable } from '../../../shared/problem/problem.ts';
import { say, type Text } from '../../../shared/text.ts';
import { keepPaymentSettings, modeOf, readPaymentSettings, restrictedKeyOf, withWebhook } from '../payment-settings.ts';
import { RIGHT_WORDS } from '../stripe/right-words.ts';
import { stripeWith } from '../stripe/stripe-client.ts';
import { mayPayOut, type ProbedRight, probeRights, StripeUnusable } from '../stripe/stripe-rights.ts';
import { ensureWebhook } from '../stripe/stripe-webhook.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant }, locale, now }) => {
  const settings = await readPaymentSettings(tenant);
  const mode = body.mode ?? modeOf(settings);
  const keys = settings[mode];
  if (!keys) throw noKey();
  const stripe = stripeWith(await restrictedKeyOf(tenant, mode, keys));
  const [probed, tooMuch] = await Promise.all([probeRights(stripe), mayPayOut(stripe)]).catch(refused);
  const missing = probed.filter(({ allowed }) => !allowed);
  const ok = missing.length === 0;
  const created = ok ? await ensureWebhook(stripe, mode, keys).catch(refused) : undefined;
  const lastTest = { at: now.toISOString(), ok, missing: missing.map(({ right }) => right) };
  const tested = { ...(created ? await withWebhook(tenant, mode, keys, created, now) : keys), lastTest };
  const kept = tested.webhookId ? ('kept' as const) : ('missing' as const);
  const advice = adviceOf(missing, tooMuch);
  return {
    status: 200,
    body: {
      mode,
      ok,
      rights: probed.map((right) => ({ ...right, words: RIGHT_WORDS[right.right][locale] })),
      webhook: created ? ('created' as const) : kept,
      tooMuch,
      advice: advice?.[locale],
    },
    writes: [keepPaymentSettings(tenant, settings, { ...settings, [mode]: tested })],
  };
});

function adviceOf(missing: readonly ProbedRight[], tooMuch: boolean): Text | undefined {
  if (missing.length) {
    const named = (locale: 'fr' | 'en') =>
      missing.map(({ right, permission }) => `${RIGHT_WORDS[right][locale]}${permission ? ` (${permission})` : ''}`);
    return say(
      `Dans Stripe, Développeurs, Clés API, modifiez cette clé limitée et accordez-lui : ${named('fr').join(', ')}. Puis refaites ce test.`,
      `At Stripe, Developers, API keys, edit this restricted key and grant it: ${named('en').join(', ')}. Then test again.`,
    );
  }
  if (!tooMuch) return undefined;
  return say(
    'Tout fonctionne. Cette clé peut aussi virer votre argent : volée, elle servirait à cela. Préférez une clé limitée aux six droits.',
    'All of it works. This key can also pay out your money: stolen, it would serve for that. Prefer a key restricted to the six rights.',
  );
}

const noKey = () =>
  conflict(
    'stripe-not-linked',
    say(
      'Aucune clé n’est enregistrée pour cet environnement de Stripe. Donnez-la d’abord par PUT /v1/payment-settings.',
      'No key is saved for this environment of Stripe. First give it by PUT /v1/payment-settings.',
    ),
  );

function refused(error: unknown): never {
  if (!(error instanceof StripeUnusable)) throw error;
  if (error.why === 'unreachable')
    throw unavailable(
      say('Stripe ne répond pas pour l’instant. Réessayez.', 'Stripe does not answer for now. Try again.'),
    );
  throw conflict(
    'stripe-key-refused',
    say(
      'Stripe ne connaît pas cette clé : elle a été supprimée, ou mal recopiée. Créez-en une et donnez-la par PUT /v1/payment-settings.',
      'Stripe does not know this key: it was deleted, or not copied whole. Create one and give it by PUT /v1/payment-settings.',
    ),
  );
}
