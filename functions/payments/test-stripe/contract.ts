import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { STRIPE_MODES, STRIPE_RIGHTS } from '../payment-settings-view.ts';

const mode = z.enum(STRIPE_MODES).meta(about('L’environnement de Stripe.', 'The environment of Stripe.', 'test'));

export default http({
  route: 'POST /v1/payment-settings/stripe/test',
  summary: say(
    'Éprouve la clé Stripe droit par droit, sans rien encaisser, et crée le webhook.',
    'Tries the Stripe key right by right, moving no money, and creates the webhook.',
  ),
  description: say(
    'Répond 200 même quand un droit manque (`ok: false`) : chacun dit s’il est là, et comment Stripe le nomme. Quand les six y sont, le webhook est créé sur votre compte Stripe, pour cet environnement ; un autre essai le garde. `tooMuch` : la clé peut aussi virer votre argent, ce dont le guichet n’a pas besoin.',
    'Answers 200 even when a right is missing (`ok: false`): each tells whether it is there, and how Stripe calls it. Once all six are, the webhook is created in your Stripe account, for this environment; another test keeps it. `tooMuch`: the key can also pay out your money, which the counter does not need.',
  ),
  auth: 'user',
  rights: 'payments:write',
  body: z.strictObject({ mode: mode.optional() }),
  returns: {
    200: z.object({
      mode,
      ok: z.boolean().meta(about('Si les six droits y sont.', 'Whether all six rights are there.', true)),
      rights: z
        .array(
          z.object({
            right: z.enum(STRIPE_RIGHTS).meta(about('Le droit.', 'The right.', 'sessions')),
            allowed: z.boolean().meta(about('S’il est là.', 'Whether it is there.', false)),
            permission: z
              .string()
              .optional()
              .meta(about('Comment Stripe le nomme.', 'How Stripe calls it.', 'rak_checkout_session_write')),
            words: z
              .string()
              .meta(
                about('Comment le cocher chez Stripe.', 'How to tick it at Stripe.', 'Checkout Sessions : Écriture'),
              ),
          }),
        )
        .meta(about('Chaque droit demandé.', 'Each right asked for.')),
      webhook: z
        .enum(['created', 'kept', 'missing'])
        .meta(about('Ce qu’il est advenu du webhook.', 'What became of the webhook.', 'created')),
      tooMuch: z
        .boolean()
        .meta(about('La clé peut aussi virer votre argent.', 'The key can also pay out your money.', false)),
      advice: z.string().optional().meta(about('Que faire, dans votre langue.', 'What to do, in your language.')),
    }),
  },
  problems: [409],
  limit: { per: 'account', max: 20, window: 600 },
  actsOutside: true,
  access: ['table:write', 'secrets:encrypt', 'secrets:decrypt'],
  timeout: 29,
});
