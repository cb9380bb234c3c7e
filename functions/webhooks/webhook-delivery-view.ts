import * as z from 'zod';
import type { Locale } from '../../shared/text.ts';
import { deliveryCauseText } from './delivery-cause.ts';
import { deliveryStates } from './delivery-states.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** What became of one call. */
export const tryView = z.object({
  at: z.string(),
  ms: z.number(),
  statusCode: z.number().optional(),
  /** Why it failed: a word for programs, and what to do about it. */
  cause: z.string().optional(),
  advice: z.string().optional(),
  answer: z.string().optional(),
});

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
