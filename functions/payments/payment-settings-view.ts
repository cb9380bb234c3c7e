import * as z from 'zod';
import { about, moment } from '../../shared/fields/about.ts';
import { line } from '../../shared/fields/text-line.ts';
import { packed } from '../../shared/text.ts';
import { bic, iban } from './iban.ts';

/** Stripe's two worlds: payments that are real, and those that are tried. */
export const STRIPE_MODES = ['live', 'test'] as const;
export type StripeMode = (typeof STRIPE_MODES)[number];

/** The six rights that a shop's key must have, by our names; how Stripe calls each is told by its refusal. */
export const STRIPE_RIGHTS = ['sessions', 'webhooks', 'payments', 'charges', 'refunds', 'disputes'] as const;
export type StripeRight = (typeof STRIPE_RIGHTS)[number];

/** Spaces that a paste brings along are no part of a key. */
const pasted = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((typed) => typed.replace(/\s/g, ''));

const isKey = (key: string, begins: string) =>
  key.startsWith(begins) && /^[A-Za-z0-9]{8,}$/.test(key.slice(begins.length));

/** A key of one of the worlds. */
const restrictedKey = (mode: StripeMode) =>
  pasted(300).superRefine((key, context) => {
    const fault = faultOf(key, mode);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

function faultOf(key: string, mode: StripeMode): string | undefined {
  const other = mode === 'live' ? 'test' : 'live';
  if (key.startsWith(`rk_${other}_`))
    return packed(
      `Cette clé est celle de l’environnement ${other === 'test' ? 'de test' : 'de production'} : elle commence par rk_${other}_. Donnez ici celle qui commence par rk_${mode}_.`,
      `This key is of the ${other} environment: it begins with rk_${other}_. Give here the one that begins with rk_${mode}_.`,
    );
  if (/^sk_/.test(key))
    return packed(
      'Cette clé secrète peut tout faire sur votre compte Stripe. Créez une clé limitée (rk_…) avec les six droits demandés.',
      'This secret key can do anything on your Stripe account. Create a restricted key (rk_…) with the six rights asked for.',
    );
  if (/^pk_/.test(key))
    return packed(
      'C’est la clé publiable. Donnez la clé limitée, qui commence par rk_.',
      'This is the publishable key. Give the restricted key, which begins with rk_.',
    );
  if (!isKey(key, `rk_${mode}_`))
    return packed(
      `Une clé limitée commence par rk_${mode}_ : recopiez-la entière depuis Stripe (Développeurs, Clés API).`,
      `A restricted key begins with rk_${mode}_: copy all of it from Stripe (Developers, API keys).`,
    );
  return undefined;
}

const publishableKey = (mode: StripeMode) =>
  pasted(300).refine((key) => isKey(key, `pk_${mode}_`), {
    error: packed(`Une clé publiable commence par pk_${mode}_.`, `A publishable key begins with pk_${mode}_.`),
  });

const keysInput = (mode: StripeMode) =>
  z
    .strictObject({
      restrictedKey: restrictedKey(mode)
        .optional()
        .meta(
          about(
            'La clé limitée : scellée, jamais montrée. Absente, celle d’avant reste.',
            'The restricted key: sealed, never shown. Absent, the former one stays.',
            `rk_${mode}_51Kb3q9r2m4x7b1v5c8n0ztgds`,
          ),
        ),
      publishableKey: publishableKey(mode)
        .nullable()
        .optional()
        .meta(
          about(
            'La clé publiable : facultative, la page de paiement de Stripe s’en passe.',
            'The publishable key: optional, Stripe’s payment page needs none.',
            `pk_${mode}_51Kb3q9r2m4x7b1v5c8n0ztgds`,
          ),
        ),
    })
    .nullable()
    .optional()
    .meta(
      about(
        `Les clés de l’environnement ${mode === 'live' ? 'de production' : 'de test'} ; \`null\` les retire.`,
        `The keys of the ${mode} environment; \`null\` takes them away.`,
      ),
    );

const testMode = z
  .boolean()
  .meta(
    about(
      'Les prochaines commandes paient dans l’environnement de test : rien n’est encaissé.',
      'Orders to come pay in the test environment: no money moves.',
      false,
    ),
  );

const holder = line(70).meta(about('Le titulaire du compte.', 'The holder of the account.', 'Éditions Durand'));

export const paymentSettingsInput = z
  .strictObject({
    testMode: testMode.default(false),
    stripe: z
      .strictObject({ live: keysInput('live'), test: keysInput('test') })
      .optional()
      .meta(about('La liaison à Stripe.', 'The link to Stripe.')),
    transfer: z
      .strictObject({ iban, bic: bic.optional(), holder })
      .nullable()
      .optional()
      .meta(
        about(
          'Le compte qui reçoit les virements ; `null` n’en propose plus.',
          'The account that receives transfers; `null` offers them no more.',
        ),
      ),
  })
  .meta({ id: 'PaymentSettingsInput' });

const keysView = z.object({
  restrictedKey: z.string().meta(about('La clé limitée, masquée.', 'The restricted key, masked.', 'rk_live_…tgds')),
  publishableKey: z
    .string()
    .optional()
    .meta(about('La clé publiable.', 'The publishable key.', 'pk_live_51Kb3q9r2m4x7b1v5c8n0ztgds')),
  webhook: z
    .enum(['created', 'missing'])
    .meta(
      about(
        '`created` : Stripe nous prévient des paiements ; `missing` : le test ne l’a pas encore créé.',
        '`created`: Stripe tells us of payments; `missing`: the test has not created it yet.',
      ),
    ),
  lastTest: z
    .object({
      at: moment('Quand.', 'When.'),
      ok: z.boolean().meta(about('S’il a réussi.', 'Whether it worked.')),
      missing: z
        .array(z.enum(STRIPE_RIGHTS))
        .meta(about('Les droits qui manquent à la clé.', 'The rights that the key lacks.', [])),
    })
    .optional()
    .meta(about('Le dernier test.', 'The latest test.')),
});

export const paymentSettingsView = z
  .object({
    testMode,
    stripe: z
      .object({
        live: keysView.optional().meta(about('L’environnement de production.', 'The live environment.')),
        test: keysView.optional().meta(about('L’environnement de test.', 'The test environment.')),
      })
      .meta(about('La liaison à Stripe.', 'The link to Stripe.')),
    transfer: z
      .object({ iban, bic: bic.optional(), holder })
      .optional()
      .meta(about('Le compte qui reçoit les virements.', 'The account that receives transfers.')),
    methods: z
      .array(z.enum(['card', 'transfer']))
      .meta(about('Ce qu’un acheteur peut choisir.', 'What a buyer can choose.', ['card', 'transfer'])),
  })
  .meta({ id: 'PaymentSettings' });
