import * as z from 'zod';
import { about, createdAt, idOf, moment } from '../../shared/fields/about.ts';
import type { Locale } from '../../shared/text.ts';
import { deliveryCauseText } from './delivery-cause.ts';
import { deliveryStates } from './delivery-states.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

const cause = z
  .string()
  .optional()
  .meta(
    about(
      'Pourquoi l’appel a échoué : un mot pour les programmes.',
      'Why the call failed: a word for programs.',
      'timeout',
    ),
  );
const advice = z.string().optional().meta(about('Que faire, dans votre langue.', 'What to do, in your language.'));

/** What became of one call. */
export const webhookTry = z.object({
  at: moment('Quand.', 'When.'),
  ms: z.number().meta(about('Durée, en millisecondes.', 'How long, in milliseconds.', 182)),
  statusCode: z
    .number()
    .optional()
    .meta(about('Ce que votre serveur a répondu.', 'What your server answered.', 200)),
  cause,
  answer: z
    .string()
    .optional()
    .meta(about('Le début de la réponse.', 'The beginning of the answer.', 'OK')),
  retryAfter: z
    .number()
    .optional()
    .meta(about('Les secondes de `Retry-After`.', 'The seconds of `Retry-After`.', 120)),
});
export type Try = z.infer<typeof webhookTry>;

/** The same with what to do about it. */
export const tryView = webhookTry
  .extend({
    advice,
  })
  .meta({ id: 'WebhookTry' });

/** A delivery as the log of its endpoint shows it. */
export const webhookDeliveryView = z
  .object({
    id: idOf('whd'),
    factId: idOf('fct', 'Le fait livré.', 'The fact delivered.'),
    fact: z.string().meta(about('Son nom.', 'Its name.', 'signature.completed')),
    status: deliveryStates.schema,
    nextTryAt: moment('Le prochain essai.', 'The next try.').optional(),
    cause,
    advice,
    tries: z.array(tryView).meta(about('Chaque essai.', 'Each try.')),
    createdAt,
  })
  .meta({ id: 'WebhookDelivery' });

export const explained = <T extends { cause?: string | undefined }>(failed: T, locale: Locale) => ({
  ...failed,
  advice: failed.cause === undefined ? undefined : deliveryCauseText(failed.cause)[locale],
});

export const viewOfDelivery = (
  { factName, tries, ...delivery }: WebhookDelivery,
  locale: Locale,
): z.input<typeof webhookDeliveryView> => ({
  ...explained(delivery, locale),
  fact: factName,
  tries: tries.map((attempt) => explained(attempt, locale)),
});
