import * as z from 'zod';
import type { Locale } from '../../shared/text.ts';
import { deliveryCauseText } from './delivery-cause.ts';
import { deliveryStates } from './delivery-states.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** What became of one call. */
export const webhookTry = z.object({
  at: z.string(),
  /** How long it took, in milliseconds. */
  ms: z.number(),
  statusCode: z.number().optional(),
  /** Why it failed, if it did: a word for programs. */
  cause: z.string().optional(),
  /** The beginning of what was answered, when it failed. */
  answer: z.string().optional(),
});
export type Try = z.infer<typeof webhookTry>;

/** The same with what to do about it. */
export const tryView = webhookTry.extend({ advice: z.string().optional() });

/** A delivery as the log of its endpoint shows it. */
export const webhookDeliveryView = z.object({
  id: z.string(),
  factId: z.string(),
  fact: z.string(),
  status: deliveryStates.schema,
  nextTryAt: z.string().optional(),
  cause: z.string().optional(),
  advice: z.string().optional(),
  tries: z.array(tryView),
  createdAt: z.string(),
});

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
