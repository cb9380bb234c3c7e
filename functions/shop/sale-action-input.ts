import * as z from 'zod';
import { saleActionFields as f } from './sale-action-view.ts';

const MAY_BE_ABSENT = {
  opensAt: f.opensAt,
  closesAt: f.closesAt,
  price: f.price,
  communication: f.communication,
  shipping: f.shipping,
  capacity: f.capacity,
  downloads: f.downloads,
  smtpAccountId: f.smtpAccountId,
  orderTemplateId: f.orderTemplateId,
  confirmationTemplateId: f.confirmationTemplateId,
  listId: f.listId,
  redirectTo: f.redirectTo,
  notifyEmail: f.notifyEmail,
  webhookUrl: f.webhookUrl,
};
type Absent = typeof MAY_BE_ABSENT;

const each = <R>(wrap: (field: z.ZodType) => z.ZodType) =>
  Object.fromEntries(Object.entries(MAY_BE_ABSENT).map(([name, field]) => [name, wrap(field)])) as R;

/** A sale action as it is made: free, open, one piece in an order, unless said. */
export const saleActionInput = z.strictObject({
  ...each<{ [N in keyof Absent]: z.ZodOptional<Absent[N]> }>((field) => field.optional()),
  name: f.name,
  design: f.design.default('classic'),
  slug: f.slug.optional(),
  closed: f.closed.default(false),
  mostPerOrder: f.mostPerOrder.default(1),
  extraFields: f.extraFields.default([]),
  asksTerms: f.asksTerms.default(true),
  telegram: f.telegram.default(false),
});

/** What changes of one: what is absent stays, `null` empties a field. */
export const saleActionChange = z.strictObject({
  ...each<{ [N in keyof Absent]: z.ZodOptional<z.ZodNullable<Absent[N]>> }>((field) => field.nullable().optional()),
  name: f.name.optional(),
  design: f.design.optional(),
  slug: f.slug.optional(),
  closed: f.closed.optional(),
  mostPerOrder: f.mostPerOrder.optional(),
  extraFields: f.extraFields.optional(),
  asksTerms: f.asksTerms.optional(),
  telegram: f.telegram.optional(),
});
