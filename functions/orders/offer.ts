import * as z from 'zod';
import { wallTime } from '../../shared/fields/wall-time.ts';
import { currency } from '../../shared/money/money.ts';
import { vatBasis } from '../../shared/money/vat.ts';
import { pinnedSchema } from '../../shared/objects/pinned.ts';
import { LOCALES } from '../../shared/text.ts';

/** A document that comes with what is sold: ours, or an address where it lies. */
const soldDocument = z.object({
  id: z.string(),
  name: z.string(),
  content: pinnedSchema.optional(),
  url: z.string().optional(),
});
export type SoldDocument = z.infer<typeof soldDocument>;

const amounts = { net: z.int(), vat: z.int(), gross: z.int() };
const atRate = z.object({ ...amounts, vatRate: z.number() });

/**
 * What was ordered, as it was at that moment: an edit of the price, the rate, the text or the shipping afterwards changes
 * no order.
 */
export const offerSchema = z.object({
  articleId: z.string(),
  title: z.string(),
  type: z.enum(['digital', 'book', 'place', 'other']),
  compatibility: z.string().optional(),
  place: z
    .object({ venue: z.string(), address: z.string(), startsAt: wallTime, endsAt: wallTime.optional() })
    .optional(),
  /** The language of its page and mails. */
  language: z.enum(LOCALES),
  quantity: z.int(),
  currency,
  /** Amounts in the smallest unit of the currency. */
  basis: vatBasis,
  unitAmount: z.int(),
  vatRate: z.number(),
  shipping: z.object({ country: z.string(), amount: z.int(), vatRate: z.number(), days: z.int() }).optional(),
  totals: z.object({ ...amounts, lines: z.array(atRate), byRate: z.array(atRate) }),
  downloads: z.object({ most: z.int().optional(), days: z.int().optional() }).optional(),
  /** What a transfer is called beside its reference. */
  communication: z.string().optional(),
  /** The mailbox that its mails leave by. */
  smtpAccountId: z.string().optional(),
  /** The seller's own words of the confirmation. */
  confirmationTemplateId: z.string().optional(),
  listId: z.string().optional(),
  notifyEmail: z.string().optional(),
  webhookUrl: z.string().optional(),
  documents: z.array(soldDocument),
  /** Who sells: its name, the lines by which the law wants it known, and where to write to it. */
  seller: z.object({
    name: z.string(),
    lines: z.array(z.string()),
    email: z.string(),
    termsUrl: z.string().optional(),
    mediator: z.string().optional(),
  }),
});
export type Offer = z.infer<typeof offerSchema>;

/** Digital content that is paid: supplied at once only to who agrees to lose the right to withdraw by it. */
export const asksToBegin = (type: Offer['type'], gross: number): boolean => type === 'digital' && gross > 0;
